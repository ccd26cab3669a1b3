"""Hooks on OR-Tools' `model_builder`: what a model and its solver say, before and after each solve."""
# pyright: basic
# Reason: OR-Tools is a compiled extension, only partly typed.

import time
from itertools import islice

from ortools.linear_solver.python import model_builder

from .capture_pywraplp import described, proof
from .frames import Message
from .record import recorder
from .view import Settings, View

Solver, Status = model_builder.Solver, model_builder.SolveStatus
STATUS = {
    Status.OPTIMAL: "optimal",
    # GLOP calls an unbounded model infeasible; another solver must say which it is.
    Status.INFEASIBLE: "infeasible_or_unbounded",
    Status.UNBOUNDED: "unbounded",
}


class ModelBuilderView(View):
    """A model and the solver that is about to solve it."""

    def __init__(self, solver, model) -> None:
        """Look at this pair."""
        self.solver, self.model = solver, model
        self.result = Status.NOT_SOLVED
        self.began = time.monotonic()
        self.seconds = 0.0

    def configure(self, settings: Settings) -> None:
        """Set the time, below a shorter one of the program's own; this interface has no setting for the rest."""
        self.seconds = min(settings.seconds, getattr(self.solver, "own_seconds", settings.seconds))
        _set_time_limit(self.solver, self.seconds)

    def describe(self) -> Message:
        """Give sense and MPS; OR-Tools' own writer keeps six digits."""
        return described(self.model.export_to_proto())

    def outcome(self, settings: Settings) -> Message:
        """Give the answer; a solver stopped by its clock does not say so."""
        answer: Message = {"status": STATUS.get(self.result) or self._stopped()}
        if self.result not in (Status.OPTIMAL, Status.FEASIBLE):
            return answer
        variables = islice(self.model.get_variables(), settings.values)
        values = [[variable.name, float(self.solver.value(variable))] for variable in variables]
        objective = float(self.solver.objective_value)
        bound = proof(objective, float(self.solver.best_objective_bound)) if self._has_integers() else {}
        return answer | bound | {"objective": objective, "values": values}

    def _has_integers(self) -> bool:
        helper = self.model.helper
        return any(helper.var_is_integral(index) for index in range(helper.num_variables()))

    def _stopped(self) -> str:
        if "unbounded" in self.solver.status_string:
            return "infeasible_or_unbounded"
        return "time_limit" if time.monotonic() - self.began >= 0.9 * self.seconds else "solver_limit"


def install() -> None:
    """Put the hooks on `solve`, and on the time limit, which can be set but not asked for."""
    original = Solver.solve

    def solve(self, model):
        view = ModelBuilderView(self, model)

        def call():
            view.result = original(self, model)
            return view.result

        return recorder.observe(view, call)

    def set_time_limit(self, limit):
        self.own_seconds = limit
        return _set_time_limit(self, limit)

    Solver.solve = solve
    Solver.set_time_limit_in_seconds = set_time_limit


_set_time_limit = Solver.set_time_limit_in_seconds


def warm_up() -> None:
    """Build a small model; its solvers are those that `pywraplp` has set up."""
    model = model_builder.Model()
    model.maximize(model.new_num_var(0, 1, "x"))
