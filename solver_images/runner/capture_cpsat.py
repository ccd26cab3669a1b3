"""Hooks on CP-SAT: what the model's proto and the solver's response say, before and after each solve."""
# pyright: basic
# Reason: OR-Tools is a compiled extension, only partly typed.

import time

from ortools.sat.python import cp_model

from .capture_pywraplp import proof
from .cpsat_linear import linear, maximizes
from .frames import Message
from .linear import write_mps
from .record import recorder
from .view import Settings, View

STATUS = {cp_model.OPTIMAL: "optimal", cp_model.INFEASIBLE: "infeasible"}
"""A feasible or unknown end proves nothing: the clock or another limit stopped the search."""
NAMES = ("solve", "Solve")


class CpSatView(View):
    """A CP-SAT model and the solver that is about to solve it."""

    def __init__(self, solver, model) -> None:
        """Look at this pair."""
        self.solver, self.model = solver, model
        self.began = time.monotonic()

    def configure(self, settings: Settings) -> None:
        """Set threads, gap and time; a shorter time limit of the program's own stands. Integers have no tolerance."""
        parameters = self.solver.parameters
        parameters.num_workers = settings.threads
        parameters.relative_gap_limit = settings.relative_gap
        parameters.max_time_in_seconds = min(settings.seconds, parameters.max_time_in_seconds)

    def describe(self) -> Message:
        """Give sense and, where all constraints are linear ones, MPS."""
        proto = self.model.proto
        model = linear(proto)
        sense = "maximize" if maximizes(proto) else "minimize"
        return {"sense": sense, "mps": None if model is None else write_mps(model)}

    def outcome(self, settings: Settings) -> Message:
        """Give the answer; the values of the incumbent, if there is one."""
        response = self.solver.response_proto
        answer: Message = {"status": STATUS.get(response.status) or self._stopped()}
        if response.status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return answer
        variables = list(self.model.proto.variables)[: settings.values]
        values = [
            [variable.name or f"C{place}", value]
            for place, (variable, value) in enumerate(zip(variables, response.solution, strict=False))
        ]
        answer |= {"objective": response.objective_value, "values": values}
        return answer | proof(response.objective_value, response.best_objective_bound)

    def _stopped(self) -> str:
        limit = self.solver.parameters.max_time_in_seconds
        return "time_limit" if time.monotonic() - self.began >= 0.9 * limit else "solver_limit"


def install() -> None:
    """Put the hooks on both names of `solve`."""
    for name in NAMES:
        _hook(name)


def warm_up() -> None:
    """Solve a small model, so that children inherit what CP-SAT sets up on first use."""
    model = cp_model.CpModel()
    model.maximize(model.new_bool_var("x"))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.solve(model)


def _hook(name: str) -> None:
    original = getattr(cp_model.CpSolver, name)

    def solve(self, model, *args, **kwargs):
        return recorder.observe(CpSatView(self, model), lambda: original(self, model, *args, **kwargs))

    setattr(cp_model.CpSolver, name, solve)
