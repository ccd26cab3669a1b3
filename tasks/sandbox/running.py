"""What every door does: a program in, a `Solve` out, whatever the program does."""

import os
from types import TracebackType
from typing import Any, Self

from schemas.solve import Limits, Solve, SolverName, TerminationStatus
from tasks.sandbox.outcome import read_outcome
from tasks.sandbox.pool import EndedItsServers, Launcher, Place, Pool
from tasks.sandbox.verify import agree, hold_against, is_checkable

READERS = (SolverName.highs, SolverName.copt, SolverName.gurobi, SolverName.scip)
"""Solvers that can solve a captured model again."""


RASH = (SolverName.highs, SolverName.pyomo, SolverName.pulp)
"""Families over HiGHS and CBC, whose presolve calls some unbounded models infeasible."""


class Door:
    """Runs programs, from any number of threads; each waits for a free slot."""

    def __init__(self, launcher: Launcher, slots: int | None = None) -> None:
        """Open the door; servers start when they are first needed.

        Args:
            launcher: starts servers.
            slots: programs that run at the same time; the number of usable cores by default.
        """
        self._launcher = launcher
        self._pool = Pool(launcher.start, slots or len(os.sched_getaffinity(0)))
        self._process = os.getpid()

    def run_program(self, source: str, solver: SolverName, limits: Limits = Limits()) -> Solve:
        """Run a program and say what its solver's model says, as the module `outcome` decides.

        Args:
            source: the program's text, for the modelling library of `solver`.
            solver: the solver that the program is written for.
            limits: what the program may use.

        Raises:
            UnsupportedSolver: no runner for this solver here.
            SandboxError: the sandbox is broken; the program is not to blame.
        """
        solve = self._run({"kind": "program", "source": source}, solver, limits)
        return self._tell_apart(solve, limits)

    def solve_model(self, mps: str, limits: Limits = Limits(), solver: SolverName = SolverName.highs) -> Solve:
        """Solve a captured model again at relative gap 0, in a process that never ran the program.

        A model that the solver cannot read (for HiGHS quadratic constraints, indicators, cones) is `crashed`, and its
        error says so.

        Args:
            mps: the model in free MPS format.
            limits: what the solver may use; its `tolerance`, where given, is set.
            solver: one of `READERS`.

        Raises:
            SandboxError: the sandbox is broken.
        """
        if solver not in READERS:
            raise ValueError(f"{solver.value} does not read models; choose one of {', '.join(READERS)}")
        exact = limits.model_copy(update={"relative_gap": 0.0})
        return self._run({"kind": "model", "source": mps}, solver, exact)

    def run_verified(self, source: str, solver: SolverName, limits: Limits = Limits()) -> tuple[Solve, Solve | None]:
        """Run a program and solve its captured model again in HiGHS: a record that its model belies is `forged`.

        Where the two differ, the program's own solver has the last word, again in a process that never ran the
        program: what it confirms is a quarrel between solvers about numbers, which the second solve shows.

        Returns:
            The solve of the program, and that of its model; None where there was nothing to confirm.

        Raises:
            UnsupportedSolver, SandboxError: as `run_program`.
        """
        told = self.run_program(source, solver, limits)
        if not is_checkable(told):
            return told, None
        again = self.solve_model(told.model_mps or "", limits)
        if agree(told, again) is False and solver in READERS and solver is not SolverName.highs:
            own = self.solve_model(told.model_mps or "", limits, solver)
            return (told if agree(told, own) else hold_against(told, again)), again
        return hold_against(told, again), again

    def close(self) -> None:
        """End all idle servers; those at work end with their program."""
        # A forked child has a copy of the door, but the servers are its parent's.
        if os.getpid() == self._process:
            self._pool.close()
            self._launcher.close()

    def __enter__(self) -> Self:
        """Give the door itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the door."""
        self.close()

    def _run(self, job: dict[str, Any], solver: SolverName, limits: Limits) -> Solve:
        try:
            answer, server = self._pool.run(Place.of(solver, limits), job | {"limits": limits.model_dump()})
        except EndedItsServers as error:
            return Solve(solver=solver, status=TerminationStatus.crashed, error=str(error))
        held = {
            "isolation": server.guards,
            "solver_version": server.version,
            "door": server.door,
            "image": server.image,
        }
        return read_outcome(answer, solver, limits).model_copy(update=held)

    def _tell_apart(self, solve: Solve, limits: Limits) -> Solve:
        """Let HiGHS say whether a model is infeasible or unbounded, where its own solver did not or is rash.

        The second solve looks twice, with the objective and without.
        """
        rash = solve.status is TerminationStatus.infeasible and solve.solver in RASH
        if not (rash or solve.status is TerminationStatus.infeasible_or_unbounded) or solve.model_mps is None:
            return solve
        again = self.solve_model(solve.model_mps, limits)
        known = again.status in (TerminationStatus.infeasible, TerminationStatus.unbounded)
        return solve.model_copy(update={"status": again.status}) if known else solve
