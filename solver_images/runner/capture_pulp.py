"""Hooks on PuLP: what the `LpProblem` says, before and after each solve."""
# pyright: basic
# Reason: PuLP is only partly typed.

import os
import tempfile
import time
from typing import Any

import pulp

from .frames import Message
from .record import Settings, recorder

VERSION = f"pulp {pulp.__version__}"
STATUS = {
    pulp.LpStatusInfeasible: "infeasible",
    pulp.LpStatusUnbounded: "unbounded",
    pulp.LpStatusUndefined: "infeasible_or_unbounded",
}


class PulpView:
    """A PuLP problem and the solver that it is about to call."""

    def __init__(self, problem, solver) -> None:
        """Look at this problem; PuLP's own order of defaults finds the solver."""
        self.problem = problem
        self.solver: Any = solver or problem.solver or pulp.LpSolverDefault
        self.began = time.monotonic()

    def configure(self, settings: Settings) -> None:
        """Set threads, gap and time; a shorter time limit of the program's own stands."""
        own = self.solver.timeLimit
        self.solver.timeLimit = settings.seconds if own is None else min(own, settings.seconds)
        self.solver.optionsDict["threads"] = settings.threads
        self.solver.optionsDict["gapRel"] = settings.relative_gap

    def describe(self) -> Message:
        """Give sense and MPS."""
        sense = "maximize" if self.problem.sense == pulp.LpMaximize else "minimize"
        return {"sense": sense, "mps": write_mps(self.problem)}

    def outcome(self, settings: Settings) -> Message:
        """Give the answer; PuLP keeps no bound and no gap."""
        problem = self.problem
        if problem.status in STATUS:
            return {"status": STATUS[problem.status]}
        stopped = "time_limit" if time.monotonic() - self.began >= 0.9 * self.solver.timeLimit else "solver_limit"
        if problem.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
            return {"status": stopped}
        status = "optimal" if problem.sol_status == pulp.LpSolutionOptimal else stopped
        objective = 0.0 if problem.objective is None else problem.objective.value()
        values = [[variable.name, variable.varValue] for variable in problem.variables()[: settings.values]]
        return {"status": status, "objective": objective, "values": values}


def write_mps(problem) -> str:
    """Write a problem as MPS with its sense and its objective's constant, both of which PuLP's own writer leaves out.

    PuLP marks the sense in a comment, which readers skip; a constant in the objective is nowhere. MPS carries it as
    the negative right-hand side of the objective row.
    """
    handle, path = tempfile.mkstemp(suffix=".mps")
    os.close(handle)
    problem.writeMPS(path, mip=True)
    with open(path) as file:
        lines = file.read().splitlines()
    os.unlink(path)
    objective = next(line.split()[1] for line in lines if line.startswith(" N "))
    constant = problem.objective.constant if problem.objective is not None else 0
    if constant:
        lines.insert(lines.index("RHS") + 1, f"    RHS       {objective}  {-constant:.17g}")
    if problem.sense == pulp.LpMaximize:
        lines.insert(lines.index("ROWS"), "OBJSENSE\n    MAX")
    return "\n".join(line for line in lines if not line.startswith("*")) + "\n"


def install() -> None:
    """Put the hook on `LpProblem.solve`."""
    original = pulp.LpProblem.solve

    def solve(self, solver=None, **kwargs):
        return recorder.observe(PulpView(self, solver), lambda: original(self, solver, **kwargs))

    pulp.LpProblem.solve = solve


def warm_up() -> None:
    """Do nothing: CBC is a process of its own, started by every solve."""
