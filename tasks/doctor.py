"""Looks at this machine: what optmill can do here, what it can't, and what would help."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from schemas.frozen import Frozen
from schemas.solve import SolverName, TerminationStatus
from tasks.sandbox.door import SandboxError, run_program
from tasks.sandbox.isolation import best_isolation

PROBES = {
    SolverName.copt: "import coptpy as cp\nm = cp.Envr().createModel()\nx = m.addVar(ub=3)\n"
    "m.setObjective(x, cp.COPT.MAXIMIZE)\nm.solve()",
    SolverName.pulp: "import pulp\nm = pulp.LpProblem('p', pulp.LpMaximize)\nx = pulp.LpVariable('x', 0, 3)\n"
    "m += x\nm += x <= 3\nm.solve(pulp.PULP_CBC_CMD(msg=False))",
    SolverName.highs: "import highspy\nm = highspy.Highs()\nx = m.addVariable(ub=3)\nm.maximize(x)",
}
"""A program for each solver whose optimum is 3."""


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
    return [python(), prefect(), temporary_space(), *solvers(), isolation(), engine(), training()]


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
    """Each solver solves a program whose optimum is known."""
    for solver, source in PROBES.items():
        yield tried(f"solver {solver.value}", lambda solver=solver, source=source: probe(solver, source), solver.value)


def probe(solver: SolverName, source: str) -> str:
    """Solve a probe; the version that did, or ValueError with what came instead."""
    solve = run_program(source, solver)
    if solve.status is not TerminationStatus.optimal or abs((solve.objective or 0) - 3) > 1e-6:
        raise ValueError(f"{solve.status.value} {solve.error or ''}".strip())
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


def engine() -> Finding:
    """A container engine; programs do not run in containers yet."""
    address = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    path = Path(address.removeprefix("unix://"))
    good = not address.startswith("unix://") or path.exists()
    remedy = "not needed by this version; programs run through the local door"
    return Finding(what="container engine", good=good, found=address if good else f"none at {address}", remedy=remedy)


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
