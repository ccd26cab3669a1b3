"""Hooks on coptpy: what COPT's own model says, before and after each solve."""
# pyright: basic
# Reason: coptpy ships no types.

import re
from contextlib import contextmanager
from itertools import islice

import coptpy
from coptpy import COPT

from .frames import Message
from .lazy import LazyRows
from .record import recorder
from .view import Copy, Settings, View

VERSION = f"copt {COPT.VERSION_MAJOR}.{COPT.VERSION_MINOR}.{COPT.VERSION_TECHNICAL}"
STATUS = {
    COPT.OPTIMAL: "optimal",
    COPT.LOCAL_OPTIMAL: "feasible",
    COPT.IMPRECISE: "feasible",
    COPT.INFEASIBLE: "infeasible",
    COPT.UNBOUNDED: "unbounded",
    COPT.INF_OR_UNB: "infeasible_or_unbounded",
    COPT.TIMEOUT: "time_limit",
}
"""Every other status (node limit, numerical trouble, locally infeasible) proves nothing: `solver_limit`."""
WITHOUT_SOLUTION = {"infeasible", "unbounded", "infeasible_or_unbounded"}
LICENCE_REFUSED = 4
"""COPT's return code for a model beyond what its licence, or the lack of one, covers; coptpy has no name for it."""
TOLERANCES = {"FeasTol": 1e-4, "DualTol": 1e-4, "IntTol": 1e-1}
"""Parameters and the largest values that COPT takes for them."""
lazy = LazyRows()


class CoptView(View):
    """A coptpy model; `relaxed` when only its linear relaxation is solved."""

    def __init__(self, model, relaxed: bool) -> None:
        """Look at this model."""
        self.model, self.relaxed = model, relaxed

    def configure(self, settings: Settings) -> None:
        """Set threads, gap, time and tolerance; a shorter time limit of the program's own stands."""
        lazy.added = False
        with _silent(self.model):
            self.model.setParam("Threads", settings.threads)
            self.model.setParam("RelGap", settings.relative_gap)
            self.model.setParam("TimeLimit", min(settings.seconds, self.model.getParam("TimeLimit")))
            if settings.tolerance is not None:
                for name, largest in TOLERANCES.items():
                    self.model.setParam(name, min(settings.tolerance, largest))

    def describe(self) -> Message:
        """Give sense and MPS, which holds sense and constant; of several objectives neither."""
        if self.model.getAttr("MultiObjs"):
            return {"mps": None}
        with _silent(self.model):
            sense = "maximize" if self.model.objsense == COPT.MAXIMIZE else "minimize"
            return {"sense": sense, "mps": self._mps()}

    def _mps(self) -> str | None:
        try:
            mps = self.model.writeMpsStr().getData()
        except coptpy.CoptError:
            # Nonlinear expressions have no MPS.
            return None
        return _without_integrality(mps) if self.relaxed else mps

    def outcome(self, settings: Settings) -> Message:
        """Give the answer; the values only of a solution that COPT says it has."""
        return self._answer(settings) | lazy.told()

    def _answer(self, settings: Settings) -> Message:
        model = self.model
        integer = bool(model.ismip) and not self.relaxed
        answer = {"status": STATUS.get(model.status, "solver_limit")}
        solved = model.hasmipsol if integer else model.haslpsol
        if answer["status"] in WITHOUT_SOLUTION or not solved:
            return answer | ({"best_bound": model.bestbnd} if integer else {})
        objective = model.objval if integer else model.lpobjval
        proof = (model.bestbnd, model.bestgap) if integer else (None, None)
        variables = islice(model.getVars(), settings.values)
        values = [[variable.name, variable.x] for variable in variables]
        return answer | {"objective": objective, "best_bound": proof[0], "relative_gap": proof[1], "values": values}

    def refused(self, error: BaseException, settings: Settings) -> Message:  # noqa: ARG002 - nothing to configure
        """Tell a model that is larger than COPT takes without a licence."""
        if not isinstance(error, coptpy.CoptError) or error.retcode != LICENCE_REFUSED:
            return {}
        return {"status": "licence_limit", "size": [self.model.cols, self.model.rows]}


class CallbackBase(coptpy.CallbackBase):
    """The class that programs get for coptpy's own, whose methods cannot be replaced."""

    def addLazyConstr(self, *args, **kwargs):  # noqa: N802 - coptpy's name
        """Note a row that the captured model lacks."""
        lazy.added = True
        return super().addLazyConstr(*args, **kwargs)

    def addLazyConstrs(self, *args, **kwargs):  # noqa: N802 - coptpy's name
        """Note rows that the captured model lacks."""
        lazy.added = True
        return super().addLazyConstrs(*args, **kwargs)


def install() -> None:
    """Put the hooks on every entry point that solves."""
    for name, relaxed in (("solve", False), ("solveLP", True)):
        _hook(name, relaxed)
    coptpy.CallbackBase = CallbackBase


def warm_up() -> None:
    """Solve a small model, so that children inherit what COPT sets up on first use."""
    model = coptpy.Envr().createModel()
    model.setParam("Threads", 1)
    x = model.addVar(ub=1)
    model.addConstr(x <= 1)
    model.setObjective(x, COPT.MAXIMIZE)
    model.solve()


def read(path: str) -> Copy:
    """Read a model from an MPS file."""
    model = coptpy.Envr().createModel()
    model.setParam("Logging", 0)
    model.readMps(path)
    return Copy(CoptView(model, False), model.solve, lambda: model.setObjective(0))


def _hook(name: str, relaxed: bool) -> None:
    original = getattr(coptpy.Model, name)

    def solve(self, *args, **kwargs):
        return recorder.observe(CoptView(self, relaxed), lambda: original(self, *args, **kwargs))

    setattr(coptpy.Model, name, solve)


def _without_integrality(mps: str) -> str:
    """Give the relaxation: without its markers, and with LI for LO, an integer column is a continuous one."""
    lines = (line for line in mps.splitlines(keepends=True) if "'MARKER'" not in line)
    return "".join(re.sub("^ LI ", " LO ", line) for line in lines)


@contextmanager
def _silent(model):
    """Keep COPT from logging what the hooks do: stdout is the program's evidence."""
    logging = model.getParam("Logging")
    model.setParam("Logging", 0)
    try:
        yield
    finally:
        model.setParam("Logging", logging)
