"""Hooks on PuLP: what the `LpProblem` says, before and after each solve."""
# pyright: basic
# Reason: PuLP is only partly typed.

import time
from typing import Any

import pulp

from .frames import Message
from .linear import INFINITY, Column, Linear, Row, write_mps
from .record import recorder
from .view import Settings, View

VERSION = f"pulp {pulp.__version__}"
STATUS = {
    pulp.LpStatusInfeasible: "infeasible",
    pulp.LpStatusUnbounded: "unbounded",
    pulp.LpStatusUndefined: "infeasible_or_unbounded",
}

NO_THREADS = 0
"""CBC's word for one thread: told 1, it starts a second one and now and then waits for its end forever (Cbc 640)."""
TOLERANCES = ("primalTolerance", "dualTolerance", "integerTolerance")
"""CBC's options."""


class PulpView(View):
    """A PuLP problem and the solver that it is about to call."""

    def __init__(self, problem, solver) -> None:
        """Look at this problem; PuLP's own order of defaults finds the solver."""
        self.model = problem
        self.solver: Any = solver or problem.solver or pulp.LpSolverDefault
        self.began = time.monotonic()

    def configure(self, settings: Settings) -> None:
        """Set threads, gap, time and, in CBC, tolerance; a shorter time limit of the program's own stands."""
        own = self.solver.timeLimit
        self.solver.timeLimit = settings.seconds if own is None else min(own, settings.seconds)
        is_cbc = isinstance(self.solver, pulp.COIN_CMD)
        self.solver.optionsDict["threads"] = NO_THREADS if is_cbc and settings.threads == 1 else settings.threads
        self.solver.optionsDict["gapRel"] = settings.relative_gap
        if settings.tolerance is not None and is_cbc:
            own = [option for option in self.solver.options if not option.startswith(TOLERANCES)]
            self.solver.options = [*own, *(f"{name} {settings.tolerance:g}" for name in TOLERANCES)]

    def describe(self) -> Message:
        """Give sense and MPS."""
        sense = "maximize" if self.model.sense == pulp.LpMaximize else "minimize"
        return {
            "sense": sense,
            "mps": None if self.model.sos1 or self.model.sos2 else write_mps(read_linear(self.model)),
        }

    def outcome(self, settings: Settings) -> Message:
        """Give the answer; PuLP keeps no bound and no gap."""
        problem = self.model
        if problem.status in STATUS:
            return {"status": STATUS[problem.status]}
        stopped = "time_limit" if time.monotonic() - self.began >= 0.9 * self.solver.timeLimit else "solver_limit"
        if problem.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
            return {"status": stopped}
        status = "optimal" if problem.sol_status == pulp.LpSolutionOptimal else stopped
        objective = 0.0 if problem.objective is None else problem.objective.value()
        values = [[variable.name, variable.varValue] for variable in problem.variables()[: settings.values]]
        return {"status": status, "objective": objective, "values": values}


def read_linear(problem) -> Linear:
    """Read a problem; PuLP's own writer leaves out sense and constant, and keeps twelve digits."""
    variables = problem.variables()
    places = {variable: place for place, variable in enumerate(variables)}
    objective = problem.objective if problem.objective is not None else pulp.LpAffineExpression()
    columns = [
        Column(
            variable.name,
            variable.cat == pulp.LpInteger,
            -INFINITY if variable.lowBound is None else variable.lowBound,
            INFINITY if variable.upBound is None else variable.upBound,
            objective.get(variable, 0.0),
        )
        for variable in variables
    ]
    rows = [
        Row(name, *_sides(constraint), [(places[variable], value) for variable, value in constraint.items()])
        for name, constraint in problem.constraints.items()
    ]
    sense = "maximize" if problem.sense == pulp.LpMaximize else "minimize"
    return Linear(sense, objective.constant, columns, rows)


def _sides(constraint) -> tuple[float, float]:
    side = -constraint.constant
    return (
        -INFINITY if constraint.sense == pulp.LpConstraintLE else side,
        INFINITY if constraint.sense == pulp.LpConstraintGE else side,
    )


class Sequence:
    """A solver in the hands of `LpProblem.sequentialSolve`, which calls it behind `solve`."""

    def __init__(self, solver) -> None:
        """Take the solver."""
        self.solver = solver

    def actualSolve(self, problem):  # noqa: N802 - PuLP's name
        """Solve for one of several goals."""
        return recorder.observe(PulpView(problem, self.solver), lambda: self.solver.actualSolve(problem))


def install() -> None:
    """Put the hooks on `LpProblem.solve`, and on `sequentialSolve`, which goes past it."""
    original = pulp.LpProblem.solve

    def solve(self, solver=None, **kwargs):
        return recorder.observe(PulpView(self, solver), lambda: original(self, solver, **kwargs))

    pulp.LpProblem.solve = solve
    _hook_sequence()


def _hook_sequence() -> None:
    original = pulp.LpProblem.sequentialSolve

    def solve(self, objectives, absoluteTols=None, relativeTols=None, solver=None, debug=False):  # noqa: N803
        own = solver or self.solver or pulp.LpSolverDefault
        statuses = original(self, objectives, absoluteTols, relativeTols, Sequence(own), debug)
        self.solver = own
        return statuses

    pulp.LpProblem.sequentialSolve = solve


def warm_up() -> None:
    """Solve a small problem, so that children inherit what PuLP sets up on first use; CBC is a process of its own."""
    problem = pulp.LpProblem("rehearsal", pulp.LpMaximize)
    x = pulp.LpVariable("x", 0, 1)
    problem += x
    problem += 2 * x <= 1
    problem.solve(pulp.PULP_CBC_CMD(msg=False))
