"""Hooks on gurobipy: what Gurobi's own model says, before and after each solve."""
# pyright: basic
# Reason: gurobipy is a compiled extension, only partly typed.

import contextlib
import io
import os
import tempfile

import gurobipy as gp
from gurobipy import GRB

from .frames import Message
from .lazy import LazyRows
from .linear import INFINITY, Column, Linear, Row, write_mps
from .record import recorder
from .view import Copy, Settings, View

VERSION = "gurobi " + ".".join(str(part) for part in gp.gurobi.version())
STATUS = {
    GRB.OPTIMAL: "optimal",
    GRB.SUBOPTIMAL: "feasible",
    getattr(GRB, "LOCALLY_OPTIMAL", 18): "feasible",
    GRB.INFEASIBLE: "infeasible",
    GRB.UNBOUNDED: "unbounded",
    GRB.INF_OR_UNBD: "infeasible_or_unbounded",
    GRB.TIME_LIMIT: "time_limit",
}
"""Every other status (cutoff, node limit, numerical trouble, locally infeasible) proves nothing: `solver_limit`."""
WITHOUT_SOLUTION = {"infeasible", "unbounded", "infeasible_or_unbounded"}
INFINITE = 1e20
"""Gurobi takes bounds of this size and beyond for none."""
TOLERANCES = ("FeasibilityTol", "IntFeasTol", "OptimalityTol")
BEYOND_LINEAR = ("NumQConstrs", "NumSOS", "NumGenConstrs", "NumQNZs", "NumPWLObjVars", "NumNLNZs")
"""Attributes that count what a linear model has not."""
lazy = LazyRows()


class GurobiView(View):
    """A gurobipy model."""

    def __init__(self, model) -> None:
        """Look at this model."""
        self.model = model

    def configure(self, settings: Settings) -> None:
        """Set threads, gap, time and tolerance; a shorter time limit of the program's own stands."""
        lazy.added = False
        parameters = self.model.Params
        with _silent():
            parameters.Threads = settings.threads
            parameters.MIPGap = settings.relative_gap
            parameters.TimeLimit = min(settings.seconds, parameters.TimeLimit)
            for name in TOLERANCES if settings.tolerance is not None else ():
                self.model.setParam(name, settings.tolerance)

    def describe(self) -> Message:
        """Give sense and MPS; of several objectives, which MPS does not hold, neither."""
        self.model.update()
        if self.model.NumObj > 1:
            return {"mps": None}
        return {"sense": "maximize" if self.model.ModelSense == GRB.MAXIMIZE else "minimize", "mps": self._mps()}

    def _mps(self) -> str:
        linear = not any(getattr(self.model, name, 0) for name in BEYOND_LINEAR)
        variables = self.model.getVars()
        if linear and not {GRB.SEMICONT, GRB.SEMIINT} & set(self.model.getAttr("VType", variables)):
            return write_mps(_linear(self.model, variables))
        handle, path = tempfile.mkstemp(suffix=".mps")
        os.close(handle)
        with _silent():
            self.model.write(path)
        with open(path) as file:
            text = file.read()
        os.unlink(path)
        return text

    def outcome(self, settings: Settings) -> Message:
        """Give the answer; the values only of a solution that Gurobi says it has."""
        return self._answer(settings) | lazy.told()

    def _answer(self, settings: Settings) -> Message:
        model = self.model
        answer: Message = {"status": STATUS.get(model.Status, "solver_limit")}
        # With several objectives a bound, or a gap, is no attribute of the model.
        proof = {"best_bound": getattr(model, "ObjBound", None)} if model.IsMIP else {}
        if answer["status"] in WITHOUT_SOLUTION or not model.SolCount:
            return answer | proof
        if model.IsMIP:
            proof["relative_gap"] = getattr(model, "MIPGap", None)
        variables = model.getVars()[: settings.values]
        pairs = zip(model.getAttr("VarName", variables), model.getAttr("X", variables), strict=True)
        return answer | proof | {"objective": model.ObjVal, "values": [list(pair) for pair in pairs]}

    def refused(self, error: BaseException, settings: Settings) -> Message:  # noqa: ARG002 - nothing to configure
        """Tell a model that is larger than Gurobi takes without a licence."""
        if getattr(error, "errno", None) != GRB.Error.SIZE_LIMIT_EXCEEDED:
            return {}
        return {"status": "licence_limit", "size": [self.model.NumVars, self.model.NumConstrs]}


def install() -> None:
    """Put the hooks on `Model.optimize` and `Model.cbLazy`."""
    original = gp.Model.optimize

    def optimize(self, *args, **kwargs):
        return recorder.observe(GurobiView(self), lambda: original(self, *args, **kwargs))

    gp.Model.optimize = optimize
    _note_lazy_rows()


def _note_lazy_rows() -> None:
    original = gp.Model.cbLazy

    def add(self, *args, **kwargs):
        lazy.added = True
        return original(self, *args, **kwargs)

    gp.Model.cbLazy = add


def warm_up() -> None:
    """Solve a small model in an environment that is gone before the fork: a licence is each program's own affair."""
    with gp.Env(params={"OutputFlag": 0}) as environment, gp.Model(env=environment) as model:
        x = model.addVar(ub=1)
        model.addConstr(x <= 1)
        model.setObjective(x, GRB.MAXIMIZE)
        model.optimize()


def read(path: str) -> Copy:
    """Read a model from an MPS file."""
    with _silent():
        model = gp.read(path)
        model.Params.OutputFlag = 0
    return Copy(GurobiView(model), model.optimize, lambda: model.setObjective(0))


def _linear(model, variables) -> Linear:
    """Read a model without anything that is not linear; its own writer gives up all names where one is odd."""
    attributes = ("VarName", "VType", "LB", "UB", "Obj")
    columns = [
        Column(name, kind != GRB.CONTINUOUS, _number(lower), _number(upper), cost)
        for name, kind, lower, upper, cost in zip(*(model.getAttr(name, variables) for name in attributes), strict=True)
    ]
    rows = [_row(model, constraint) for constraint in model.getConstrs()]
    sense = "maximize" if model.ModelSense == GRB.MAXIMIZE else "minimize"
    return Linear(sense, model.ObjCon, columns, rows)


def _row(model, constraint) -> Row:
    expression = model.getRow(constraint)
    terms = [(expression.getVar(i).index, expression.getCoeff(i)) for i in range(expression.size())]
    sense, side = constraint.Sense, _number(constraint.RHS)
    return Row(constraint.ConstrName, -INFINITY if sense == "<" else side, INFINITY if sense == ">" else side, terms)


def _number(bound: float) -> float:
    return bound if abs(bound) < INFINITE else (INFINITY if bound > 0 else -INFINITY)


@contextlib.contextmanager
def _silent():
    """Keep gurobipy from printing what the hooks do: stdout is the program's evidence."""
    with contextlib.redirect_stdout(io.StringIO()):
        yield
