"""Looks at this machine: what optmill can do here, what it can't, and what would help."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version

from schemas.frozen import Frozen
from schemas.image import ImageState
from schemas.solve import DoorName, SolverName
from tasks.sandbox.door import SandboxError, open_door
from tasks.sandbox.engine import REMEDY, engine, engine_name
from tasks.sandbox.errors import EngineMissing, ImageError
from tasks.sandbox.images import find_image, image_state
from tasks.sandbox.isolation import best_isolation
from tasks.sandbox.probes import PROBES, trouble

NEEDED = (SolverName.copt, SolverName.pulp, SolverName.highs)
"""Solvers that are installed with optmill."""


class Finding(Frozen):
    """One thing that was looked at."""

    what: str
    good: bool
    found: str
    remedy: str = ""
    needed: bool = False
    """Whether nothing works without it."""

    def cells(self) -> dict[str, object]:
        """As a row of a table."""
        word = "ok" if self.good else ("missing" if self.needed else "optional")
        return {"what": self.what, "state": word, "found": self.found, "remedy": "" if self.good else self.remedy}


def examine() -> list[Finding]:
    """Look at everything; each look is tried, not guessed."""
    return [python(), prefect(), temporary_space(), *solvers(), isolation(), *containers(), training()]


def python() -> Finding:
    """The interpreter."""
    good = sys.version_info >= (3, 11)
    return Finding(
        what="Python", good=good, found=sys.version.split()[0], remedy="install Python 3.11 or later", needed=True
    )


def prefect() -> Finding:
    """Prefect with a fastapi that its server starts with."""
    try:
        found = f"prefect {version('prefect')}, fastapi {version('fastapi')}"
        minor = int(version("fastapi").split(".")[1])
    except PackageNotFoundError as error:
        return Finding(what="Prefect", good=False, found=str(error), remedy="pip install -e .", needed=True)
    remedy = "pip install -c constraints.txt 'fastapi<0.151'"
    return Finding(what="Prefect", good=minor < 151, found=found, remedy=remedy, needed=True)


def temporary_space() -> Finding:
    """Room for programs' private folders."""
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free // 2**20
    remedy = f"free some space in {folder}, or set TMPDIR to a larger disk"
    return Finding(
        what="temporary space", good=free >= 512, found=f"{free:,} MiB in {folder}", remedy=remedy, needed=True
    )


def solvers() -> Iterator[Finding]:
    """Each solver solves a program whose optimum is known, on this machine itself."""
    for solver in NEEDED:
        yield tried(f"solver {solver.value}", lambda solver=solver: probe(solver), solver.value)


def probe(solver: SolverName) -> str:
    """Solve a probe; the version that did, or ValueError with what came instead."""
    solve = open_door(DoorName.local).run_program(PROBES[solver], solver)
    if wrong := trouble(solve):
        raise ValueError(wrong)
    return f"{solve.solver_version}, {1000 * solve.wall_seconds:.0f} ms"


def tried(what: str, look: Callable[[], str], package: str) -> Finding:
    """A finding from a look that may fail."""
    remedy = f"pip install -c constraints.txt {'coptpy' if package == 'copt' else package}"
    try:
        return Finding(what=what, good=True, found=look(), needed=True)
    except (ValueError, SandboxError) as error:
        return Finding(what=what, good=False, found=str(error), remedy=remedy, needed=True)


def isolation() -> Finding:
    """How programs are kept apart."""
    found = best_isolation()
    return Finding(what="isolation of programs", good=not found.missing, found=found.name, remedy=found.missing)


def containers() -> Iterator[Finding]:
    """A container engine, and what it has of the solvers' images."""
    try:
        client = engine()
        yield Finding(what="container engine", good=True, found=engine_name(client))
        states = {solver: image_state(find_image(client, solver)) for solver in SolverName}
    except (EngineMissing, ImageError) as error:
        found, _, remedy = str(error).partition(": ")
        yield Finding(what="container engine", good=False, found=found, remedy=remedy or REMEDY)
        return
    yield images(states)


def images(states: Mapping[SolverName, ImageState]) -> Finding:
    """Which images are current, outdated or missing."""
    named = {state: [solver.value for solver in states if states[solver] is state] for state in ImageState}
    found = "; ".join(f"{state.value}: {', '.join(names)}" for state, names in named.items() if names)
    good = not named[ImageState.outdated] and not named[ImageState.missing]
    return Finding(what="solver images", good=good, found=found, remedy="optmill images build")


def training() -> Finding:
    """The packages of the train extra."""
    missing: list[str] = []
    for package in ("torch", "transformers", "peft", "accelerate"):
        try:
            version(package)
        except PackageNotFoundError:
            missing.append(package)
    found = f"without {', '.join(missing)}" if missing else "all there"
    return Finding(
        what="training packages", good=not missing, found=found, remedy="pip install -c constraints.txt -e '.[train]'"
    )
