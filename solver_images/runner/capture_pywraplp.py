"""Hooks on OR-Tools' `pywraplp.Solver`: what it says of its model, before and after each solve."""
# pyright: basic
# Reason: OR-Tools is a compiled extension, only partly typed.

import time

from ortools.linear_solver import linear_solver_pb2, pywraplp

from .frames import Message
from .linear import Column, Linear, Row, write_mps
from .record import recorder
from .view import Settings, View

Solver, Parameters = pywraplp.Solver, pywraplp.MPSolverParameters
UNSURE = 99
"""What CP-SAT under this interface answers where presolve left open whether a model is infeasible or unbounded."""
STATUS = {
    Solver.OPTIMAL: "optimal",
    # Several solvers under this interface call an unbounded model infeasible; another one must say which it is.
    Solver.INFEASIBLE: "infeasible_or_unbounded",
    UNSURE: "infeasible_or_unbounded",
    Solver.UNBOUNDED: "unbounded",
}
LIMITS = ("SetTimeLimit", "set_time_limit")


class PywraplpView(View):
    """A pywraplp solver, which is its model too."""

    def __init__(self, model, parameters) -> None:
        """Look at this solver and the parameters of this call."""
        self.model, self.parameters = model, parameters
        self.result: int = Solver.NOT_SOLVED
        self.began = time.monotonic()
        self.seconds = 0.0

    def configure(self, settings: Settings) -> None:
        """Set threads, gap, time and tolerance; a shorter time limit of the program's own stands."""
        own = getattr(self.model, "own_milliseconds", 0)
        self.seconds = min(settings.seconds, own / 1000) if own else settings.seconds
        _set_time_limit(self.model, round(1000 * self.seconds))
        self.model.SetNumThreads(settings.threads)
        self.parameters.SetDoubleParam(Parameters.RELATIVE_MIP_GAP, settings.relative_gap)
        if settings.tolerance is not None:
            for parameter in (Parameters.PRIMAL_TOLERANCE, Parameters.DUAL_TOLERANCE):
                self.parameters.SetDoubleParam(parameter, settings.tolerance)

    def describe(self) -> Message:
        """Give sense and MPS; OR-Tools' own writer keeps six digits."""
        model = linear_solver_pb2.MPModelProto()
        self.model.ExportModelToProto(model)
        return described(model, self.model.IsMip())

    def outcome(self, settings: Settings) -> Message:
        """Give the answer; a solver stopped by its clock does not say so."""
        found = self.result in (Solver.OPTIMAL, Solver.FEASIBLE)
        answer: Message = {"status": STATUS.get(self.result) or self._stopped()}
        if not found:
            return answer
        objective = self.model.Objective()
        values = [
            [_name(variable), variable.solution_value()] for variable in self.model.variables()[: settings.values]
        ]
        answer |= {"objective": objective.Value(), "values": values}
        if self.model.IsMip():
            answer |= proof(objective.Value(), objective.BestBound())
        return answer

    def _stopped(self) -> str:
        return "time_limit" if time.monotonic() - self.began >= 0.9 * self.seconds else "solver_limit"


def described(model, integer: bool = True) -> Message:
    """Give sense and MPS of a proto; None for what is more than linear."""
    beyond = model.general_constraint or model.HasField("quadratic_objective")
    sense = "maximize" if model.maximize else "minimize"
    return {"sense": sense, "mps": None if beyond else write_mps(_linear(model, sense, integer))}


def proof(objective: float, bound: float) -> Message:
    """Give the best bound and the relative gap, which OR-Tools does not."""
    return {"best_bound": bound, "relative_gap": abs(objective - bound) / max(abs(objective), 1e-10)}


def install() -> None:
    """Put the hooks on `Solve`, and on the two names of the time limit, which can be set but not asked for."""
    original = Solver.Solve

    def solve(self, parameters=None):
        view = PywraplpView(self, Parameters() if parameters is None else parameters)

        def call():
            view.result = original(self, view.parameters)
            return view.result

        return recorder.observe(view, call)

    setattr(Solver, "Solve", solve)  # noqa: B010 - its type knows no such assignment
    for name in LIMITS:
        _remember_time_limit(name)


def warm_up() -> None:
    """Solve a small model by each solver that programs name most."""
    for name in ("SCIP", "GLOP", "CBC"):
        solver = Solver.CreateSolver(name)
        solver.Maximize(solver.NumVar(0, 1, "x"))
        solver.Solve()


def _remember_time_limit(name: str) -> None:
    original = getattr(Solver, name)

    def set_time_limit(self, milliseconds):
        self.own_milliseconds = milliseconds
        return original(self, milliseconds)

    setattr(Solver, name, set_time_limit)


_set_time_limit = Solver.SetTimeLimit


def _name(variable) -> str:
    return variable.name() or f"C{variable.index()}"


def _linear(model, sense: str, integer: bool) -> Linear:
    """Read a model; a solver that is no MIP solver takes integer variables for continuous ones."""
    columns = [
        Column(v.name or f"C{place}", v.is_integer and integer, v.lower_bound, v.upper_bound, v.objective_coefficient)
        for place, v in enumerate(model.variable)
    ]
    rows = [
        Row(c.name, c.lower_bound, c.upper_bound, list(zip(c.var_index, c.coefficient, strict=True)))
        for c in model.constraint
    ]
    return Linear(sense, model.objective_offset, columns, rows)
