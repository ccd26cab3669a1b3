"""The local door: fork servers on this machine, one solver family a process.

What this guard covers:
- A program that crashes, hangs, floods its output, eats memory or forks without end ends as a status; its whole
  family of processes is killed and its folder wiped before the next program.
- Each program: own session and process group, user limits (address space, processes, file size, open files), no
  capabilities, no new privileges, a private folder, a clean environment (none of our keys), fixed seeds.
- Where the machine allows it (`Solve.isolation` says which of these held): no network, own process and IPC
  namespaces, a user id of its own, all files read-only but the private folder, whose size is bounded, home folders
  hidden but for the interpreter, bubblewrap.
- A dead server is replaced and its program run again; results never come from stdout.

What it does not cover:
- The kernel: a program that breaks out of Linux itself breaks out of this; there is no system-call filter.
- Reading: every file outside the homes that the program's user may read, such as /etc/passwd or this repository.
- Forging: what a program's own process tells about its solver can be faked there. Solve the model again
  (`solve_model`) where it matters.
- Without namespaces: the network, signals to and the environment of other processes of the same user, and files that
  this user may write.
- Short peaks: memory and processes of a whole family are counted every 50 ms; only single processes are held at once.
- CPU and disk bandwidth: a program may make its neighbours slow.
"""

import os
import queue
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, Self

from schemas.solve import Limits, Solve, SolverName, TerminationStatus
from tasks.sandbox.errors import SandboxError, UnsupportedSolver
from tasks.sandbox.isolation import best_isolation
from tasks.sandbox.outcome import read_outcome
from tasks.sandbox.server import ForkServer, ServerDied

SUPPORTED = (SolverName.copt, SolverName.pulp, SolverName.highs)
ATTEMPTS = 3
"""How often a program is run when its server dies; the third death is the program's own doing."""

CLOSED = "this door is closed; open another LocalDoor"


class Slot:
    """A place for one running program; its server starts with the first one."""

    def __init__(self, solver: SolverName) -> None:
        """Reserve the place."""
        self.solver = solver
        self.server: ForkServer | None = None

    def ask(self, job: dict[str, Any]) -> tuple[dict[str, Any], ForkServer]:
        """Have a job done, on a new server if there is none.

        Raises:
            ServerDied: the server went away in the middle.
            SandboxError: no server can be started.
        """
        if self.server is None:
            self.server = ForkServer(self.solver, best_isolation())
        server, self.server = self.server, None
        answer = server.ask(job)
        if answer["clean"]:
            self.server = server
        else:
            server.close()
        return answer, server

    def close(self) -> None:
        """End the server, if any."""
        if self.server is not None:
            self.server.close()
        self.server = None


class LocalDoor:
    """Runs programs on this machine, from any number of threads; each waits for a free slot of its solver."""

    def __init__(self, slots: int | None = None) -> None:
        """Open the door; servers start when they are first needed.

        Args:
            slots: programs of one solver that run at the same time; the number of usable cores by default.
        """
        self._slots = slots or len(os.sched_getaffinity(0))
        self._pools: dict[SolverName, queue.LifoQueue[Slot]] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._process = os.getpid()

    def run_program(self, source: str, solver: SolverName, limits: Limits = Limits()) -> Solve:
        """Run a program and say what its solver's model says, as the module `outcome` decides.

        Raises:
            UnsupportedSolver: no runner for this solver yet.
            SandboxError: the sandbox is broken; the program is not to blame.
        """
        solve = self._run({"kind": "program", "source": source, "limits": limits.model_dump()}, solver, limits)
        return self._tell_apart(solve, limits)

    def solve_model(self, mps: str, limits: Limits = Limits()) -> Solve:
        """Solve a captured model again in HiGHS at relative gap 0, in a process that never ran the program.

        A model that HiGHS cannot read (quadratic constraints, indicators, cones) is `crashed`, and its error says so.

        Raises:
            SandboxError: the sandbox is broken.
        """
        exact = limits.model_copy(update={"relative_gap": 0.0})
        return self._run({"kind": "model", "source": mps, "limits": exact.model_dump()}, SolverName.highs, exact)

    def close(self) -> None:
        """End all idle servers; those at work end with their program."""
        if os.getpid() != self._process:
            # A forked child has a copy of the door, but the servers are its parent's.
            return
        with self._lock:
            self._closed = True
            pools = list(self._pools.values())
        for pool in pools:
            _close_idle(pool)

    def __enter__(self) -> Self:
        """Give the door itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the door."""
        self.close()

    def _run(self, job: dict[str, Any], solver: SolverName, limits: Limits) -> Solve:
        deaths: list[str] = []
        with self._slot(solver) as slot:
            while len(deaths) < ATTEMPTS:
                try:
                    answer, server = slot.ask(job)
                except ServerDied as death:
                    deaths.append(str(death))
                    continue
                held = {"isolation": server.guards, "solver_version": server.version}
                return read_outcome(answer, solver, limits).model_copy(update=held)
        # Fresh servers start and say hello, and this program ends each of them: that is what the program does.
        error = f"ended its fork server {ATTEMPTS} times: {deaths[-1]}"
        return Solve(solver=solver, status=TerminationStatus.crashed, error=error)

    def _tell_apart(self, solve: Solve, limits: Limits) -> Solve:
        """Let HiGHS say whether a model is infeasible or unbounded, where its own solver did not."""
        if solve.status != TerminationStatus.infeasible_or_unbounded or solve.model_mps is None:
            return solve
        again = self.solve_model(solve.model_mps, limits)
        known = again.status in (TerminationStatus.infeasible, TerminationStatus.unbounded)
        return solve.model_copy(update={"status": again.status}) if known else solve

    @contextmanager
    def _slot(self, solver: SolverName) -> Generator[Slot]:
        pool = self._pool(solver)
        slot = pool.get()
        try:
            if self._closed:
                raise SandboxError(CLOSED)
            yield slot
        finally:
            if self._closed:
                slot.close()
            pool.put(slot)

    def _pool(self, solver: SolverName) -> queue.LifoQueue[Slot]:
        if solver not in SUPPORTED:
            names = ", ".join(SUPPORTED)
            raise UnsupportedSolver(f"no runner for {solver.value} yet: write the program for one of {names}")
        with self._lock:
            if self._closed:
                raise SandboxError(CLOSED)
            if solver not in self._pools:
                self._pools[solver] = queue.LifoQueue()
                for _ in range(self._slots):
                    self._pools[solver].put(Slot(solver))
            return self._pools[solver]


def _close_idle(pool: queue.LifoQueue[Slot]) -> None:
    """End the servers of free slots; the slots stay, so that who waits for one learns that the door is closed."""
    slots: list[Slot] = []
    with suppress(queue.Empty):
        while True:
            slots.append(pool.get_nowait())
    for slot in slots:
        slot.close()
        pool.put(slot)
