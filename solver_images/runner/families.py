"""One solver family a process: which modules are loaded before the first program, and which hooks are put on them."""

import importlib
from dataclasses import dataclass
from types import ModuleType

from .record import recorder


@dataclass(frozen=True)
class Family:
    """A solver's hooks, and what its programs are likely to import."""

    capture: str
    preload: tuple[str, ...]


STANDARD = ("collections", "functools", "itertools", "json", "math", "numpy", "numpy.random", "random", "re", "time")
"""numpy loads its random numbers lazily: 20 ms in every program that asks for them, nothing when loaded here."""

FAMILIES = {
    "copt": Family("capture_copt", STANDARD),
    "gurobi": Family("capture_gurobi", STANDARD),
    "pulp": Family("capture_pulp", (*STANDARD, "subprocess", "tempfile", "uuid")),
    "ortools": Family("capture_ortools", (*STANDARD, "pandas")),
    "highs": Family("capture_highs", (*STANDARD, "tempfile")),
    "scip": Family("capture_scip", STANDARD),
    "pyomo": Family("capture_pyomo", (*STANDARD, "tempfile", "logging")),
}
"""highspy and ortools cannot live in one process, and PuLP itself loads highspy: never two families in one."""

_loaded: list[ModuleType] = []


def load(solver: str) -> ModuleType:
    """Import a family, warm it up and hook it.

    Returns:
        The module of its hooks.
    """
    family = FAMILIES[solver]
    for name in family.preload:
        importlib.import_module(name)
    capture = importlib.import_module(f".{family.capture}", __package__)
    capture.install()
    recorder.rehearse(capture.warm_up)
    _loaded.append(capture)
    return capture


def loaded() -> ModuleType:
    """Give the hooks of the family that this process has loaded."""
    return _loaded[-1]
