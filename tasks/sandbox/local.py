"""The local door: fork servers on this machine, one solver family a process.

What this guard covers:
- A program that crashes, hangs, floods its output, eats memory or forks without end ends as a status; its whole
  family of processes is killed and its folder wiped before the next program.
- Each program: own session and process group, user limits (address space, processes, file size, open files), no
  capabilities, no new privileges, a filter of system calls, a private folder that executes nothing, a clean environment
  (none of our keys), fixed seeds.
- Where the machine allows it (`Solve.isolation` says which of these held): no network, own process and IPC
  namespaces, a user id of its own, all files read-only but the private folder, whose size is bounded, home folders
  hidden but for the interpreter, bubblewrap.
- A dead server is replaced and its program run again; results never come from stdout.

What it does not cover:
- The kernel: a program that breaks out of Linux itself breaks out of this.
- Reading: every file outside the homes that the program's user may read, such as /etc/passwd or this repository.
- Forging: what a program's own process tells about its solver can be faked there, see `verify.py`.
- Without namespaces: the network, signals to and the environment of other processes of the same user, and files that
  this user may write.
- Short peaks: memory and processes of a whole family are counted every 50 ms; only single processes are held at once.
- CPU and disk bandwidth: a program may make its neighbours slow.

Containers (`container.py`) cover more of this.
"""

from importlib.util import find_spec

from schemas.solve import SolverName
from tasks.sandbox.errors import UnsupportedSolver
from tasks.sandbox.isolation import best_isolation
from tasks.sandbox.pool import Place
from tasks.sandbox.running import Door
from tasks.sandbox.server import ForkServer

MODULES = {
    SolverName.copt: "coptpy",
    SolverName.gurobi: "gurobipy",
    SolverName.pulp: "pulp",
    SolverName.ortools: "ortools",
    SolverName.highs: "highspy",
    SolverName.scip: "pyscipopt",
    SolverName.pyomo: "pyomo",
}
"""The module that the programs of a solver import."""


class LocalLauncher:
    """Starts fork servers on this machine, in the strongest isolation that it allows."""

    def start(self, place: Place) -> ForkServer:
        """Start a server.

        Raises:
            UnsupportedSolver: the solver's modelling library is not installed here.
            SandboxError: it does not start.
        """
        if find_spec(module := MODULES[place.solver]) is None:
            raise UnsupportedSolver(
                f"programs for {place.solver.value} import {module}, which is not installed here: "
                "pip install -c constraints.txt -e '.[solvers]', or run them in containers (optmill images build "
                f"{place.solver.value})"
            )
        return ForkServer(place.solver, best_isolation())

    def close(self) -> None:
        """Nothing is held."""


class LocalDoor(Door):
    """Runs programs on this machine."""

    def __init__(self, slots: int | None = None) -> None:
        """Open the door; servers start when they are first needed.

        Args:
            slots: programs that run at the same time; the number of usable cores by default.
        """
        super().__init__(LocalLauncher(), slots)
