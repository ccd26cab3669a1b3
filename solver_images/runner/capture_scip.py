"""Hooks on PySCIPOpt: what SCIP's own model says, before and after each solve."""
# pyright: basic
# Reason: pyscipopt is a compiled extension, only partly typed.

import pyscipopt
import pyscipopt.scip

from .frames import Message
from .linear import INFINITY, Column, Linear, Row, write_mps
from .record import recorder
from .view import Copy, Settings, View

_plain = pyscipopt.Model()
VERSION = f"scip {_plain.getMajorVersion()}.{_plain.getMinorVersion()}.{_plain.getTechVersion()}"
STATUS = {
    "optimal": "optimal",
    "gaplimit": "feasible",
    "infeasible": "infeasible",
    "unbounded": "unbounded",
    "inforunbd": "infeasible_or_unbounded",
    "timelimit": "time_limit",
}
"""Every other status (node limit, interrupted, unknown) proves nothing: `solver_limit`."""
WITHOUT_SOLUTION = {"infeasible", "unbounded", "infeasible_or_unbounded"}
TOLERANCES = {"numerics/feastol": 1e-3, "numerics/dualfeastol": 1e-3}
"""Parameters and the largest values that SCIP takes for them; integrality is under the first."""
NAMES = ("optimize", "optimizeNogil", "solveConcurrent")
SOLVING = 8
"""SCIP's number of the stage in which its clock runs; later ones keep it."""


class ScipView(View):
    """A pyscipopt model."""

    def __init__(self, model) -> None:
        """Look at this model."""
        self.model = model

    def configure(self, settings: Settings) -> None:
        """Set threads, gap, time and tolerance; a shorter time limit of the program's own stands."""
        model = self.model
        model.setParam("lp/threads", settings.threads)
        model.setParam("parallel/maxnthreads", settings.threads)
        model.setParam("limits/gap", settings.relative_gap)
        # SCIP counts its time limit from the first solve of a model that was not freed since.
        spent = model.getSolvingTime()
        model.setParam("limits/time", min(spent + settings.seconds, model.getParam("limits/time")))
        if settings.tolerance is not None:
            for name, largest in TOLERANCES.items():
                model.setParam(name, min(settings.tolerance, largest))

    def describe(self) -> Message:
        """Give sense and MPS; SCIP's own writer drops what MPS cannot hold, so only linear models have one."""
        constraints = self.model.getConss(transformed=False)
        linear = not self.model.handles_more and all(constraint.isLinear() for constraint in constraints)
        mps = write_mps(self._linear(constraints)) if linear else None
        return {"sense": self.model.getObjectiveSense(), "mps": mps}

    def _linear(self, constraints) -> Linear:
        model, variables = self.model, self._variables()
        places = {variable.ptr(): place for place, variable in enumerate(variables)}
        columns = [
            Column(
                variable.name,
                variable.vtype() != "CONTINUOUS",
                self._number(variable.getLbOriginal()),
                self._number(variable.getUbOriginal()),
                variable.getObj(),
            )
            for variable in variables
        ]
        rows = [self._row(constraint, places) for constraint in constraints]
        return Linear(model.getObjectiveSense(), model.getObjoffset(original=True), columns, rows)

    def _variables(self) -> list:
        """List the variables in the order of their creation; SCIP sorts them by kind."""
        return sorted(self.model.getVars(), key=lambda variable: variable.getIndex())

    def _row(self, constraint, places) -> Row:
        model = self.model
        pairs = zip(model.getConsVars(constraint), model.getConsVals(constraint), strict=True)
        terms = [(places[variable.ptr()], value) for variable, value in pairs]
        lower, upper = self._number(model.getLhs(constraint)), self._number(model.getRhs(constraint))
        return Row(constraint.name, lower, upper, terms)

    def _number(self, value: float) -> float:
        if abs(value) < self.model.infinity():
            return value
        return INFINITY if value > 0 else -INFINITY

    def outcome(self, settings: Settings) -> Message:
        """Give the answer; the values only of a solution that SCIP has."""
        model = self.model
        answer: Message = {"status": STATUS.get(model.getStatus(), "solver_limit")}
        if answer["status"] in WITHOUT_SOLUTION:
            return answer
        bound, gap = self._number(model.getDualbound()), self._number(model.getGap())
        if not model.getNSols():
            return answer | {"best_bound": bound}
        solution = model.getBestSol()
        values = [[variable.name, solution[variable]] for variable in self._variables()[: settings.values]]
        proof = {"best_bound": bound, "relative_gap": gap}
        return answer | proof | {"objective": model.getObjVal(), "values": values}


class HookedModel(pyscipopt.Model):
    """The class that programs get for `pyscipopt.Model`, whose own methods cannot be replaced."""

    handles_more = False
    """Whether the program brings a handler of constraints that no row states."""

    def includeConshdlr(self, *args, **kwargs):  # noqa: N802 - pyscipopt's name
        """Note that the rows are not all."""
        self.handles_more = True
        return super().includeConshdlr(*args, **kwargs)


def install() -> None:
    """Put the hooks on a subclass, and the subclass in the place of the class."""
    for name in NAMES:
        _hook(name)
    HookedModel.__name__ = HookedModel.__qualname__ = "Model"
    pyscipopt.Model = pyscipopt.scip.Model = HookedModel


def warm_up() -> None:
    """Solve a small model, so that children inherit what SCIP sets up on first use."""
    model = pyscipopt.Model()
    model.hideOutput()
    model.setObjective(model.addVar(ub=1), "maximize")
    model.optimize()


def read(path: str) -> Copy:
    """Read a model from an MPS file."""
    model = HookedModel()
    model.hideOutput()
    model.readProblem(path)
    return Copy(ScipView(model), model.optimize, lambda: model.setObjective(0))


def _hook(name: str) -> None:
    original = getattr(pyscipopt.Model, name)

    def solve(self, *args, **kwargs):
        return recorder.observe(ScipView(self), lambda: original(self, *args, **kwargs))

    setattr(HookedModel, name, solve)
