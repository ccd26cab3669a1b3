"""The one door that every program goes through: execute, repair, reward, benchmark and audit alike."""

import atexit
import os
import threading

from schemas.solve import Limits, Solve, SolverName
from tasks.sandbox.errors import SandboxError, UnsupportedSolver
from tasks.sandbox.local import LocalDoor

__all__ = ["LocalDoor", "SandboxError", "UnsupportedSolver", "run_program", "solve_model"]

_lock = threading.Lock()
_doors: dict[int, LocalDoor] = {}
"""The default door of each process by its id: a forked child must not talk to its parent's servers."""


def run_program(source: str, solver: SolverName, limits: Limits = Limits()) -> Solve:
    """Run a program through this process's own door, which opens with the first program.

    Whatever the program does is a value. Its status, objective and values come from the solver's model object.

    Args:
        source: the program's text, for the modelling library of `solver`.
        solver: the solver that the program is written for.
        limits: what the program may use.

    Raises:
        UnsupportedSolver: no runner for this solver yet.
        SandboxError: the sandbox is broken; the program is not to blame.
    """
    return _default_door().run_program(source, solver, limits)


def solve_model(mps: str, limits: Limits = Limits()) -> Solve:
    """Solve a captured model again in HiGHS at relative gap 0: the answer that no program can forge.

    Raises:
        SandboxError: the sandbox is broken.
    """
    return _default_door().solve_model(mps, limits)


def _default_door() -> LocalDoor:
    with _lock:
        process = os.getpid()
        if process not in _doors:
            _doors.clear()
            _doors[process] = LocalDoor()
            atexit.register(_doors[process].close)
        return _doors[process]
