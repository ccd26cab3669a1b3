"""Hooks on Pyomo: what a model says, and the HiGHS or other solver that Pyomo hands it to."""
# pyright: basic
# Reason: Pyomo is only partly typed.

from itertools import islice
from typing import Any

import highspy
import pyomo
import pyomo.environ as pyo
from pyomo.contrib.appsi.base import SolverFactory as AppsiFactory
from pyomo.contrib.solver.common.factory import SolverFactory as NewFactory
from pyomo.opt import SolverFactory

from . import capture_highs
from .capture_highs import HighsView
from .frames import Message
from .linear import write_mps
from .pyomo_linear import linear, objective_of
from .record import recorder
from .view import Settings, View

VERSION = f"pyomo {pyomo.version.version}"
STATUS = {
    "optimal": "optimal",
    "convergenceCriteriaSatisfied": "optimal",
    "infeasible": "infeasible",
    "provenInfeasible": "infeasible",
    "unbounded": "unbounded",
    "infeasibleOrUnbounded": "infeasible_or_unbounded",
    "maxTimeLimit": "time_limit",
}
"""Every other condition (iteration limit, error, unknown) proves nothing: `solver_limit`."""
FACTORIES = (SolverFactory, AppsiFactory, NewFactory)
_active: list["PyomoView"] = []
"""The view whose call is running, if one is."""


class PyomoView(View):
    """A Pyomo model and the solver that is about to solve it."""

    def __init__(self, solver, model) -> None:
        """Look at this pair."""
        self.solver, self.model = solver, model
        self.settings: Settings | None = None
        self.inner: HighsView | None = None
        """The HiGHS that was called inside, if one was."""
        self.results: Any = None

    def configure(self, settings: Settings) -> None:
        """Set the time on solvers other than HiGHS, which gets all settings when it is met."""
        self.settings = settings
        config = getattr(self.solver, "config", None)
        if config is not None and "time_limit" in config:
            config.time_limit = min(settings.seconds, config.time_limit or settings.seconds)

    def meet(self, highs) -> None:
        """See the HiGHS that Pyomo has filled and is about to run."""
        self.inner = HighsView(highs)
        if self.settings is not None:
            self.inner.configure(self.settings)

    def describe(self) -> Message:
        """Give sense and MPS; Pyomo's own writer splits ranges and makes a variable of a constant."""
        goal = objective_of(self.model)
        model = linear(self.model)
        sense = "maximize" if goal is not None and goal.sense == pyo.maximize else "minimize"
        return {"sense": sense, "mps": None if model is None else write_mps(model)}

    def outcome(self, settings: Settings) -> Message:
        """Give the answer: that of HiGHS where it was called, with Pyomo's names; else that of Pyomo's results."""
        if self.inner is None:
            return self._told_by_results(settings)
        answer = self.inner.outcome(settings)
        answer.pop("sense", None)
        names = self._names()
        if "values" in answer and names:
            answer["values"] = [[names.get(i, name), value] for i, (name, value) in enumerate(answer["values"])]
        return answer

    def refused(self, error: BaseException, settings: Settings) -> Message:  # noqa: ARG002 - HiGHS knows
        """Tell what HiGHS found: Pyomo raises where there is no solution to load."""
        return self.outcome(settings) if self.inner is not None else {}

    def _names(self) -> dict[int, str]:
        variables = getattr(self.solver, "_vars", {})
        places = getattr(self.solver, "_pyomo_var_to_solver_var_map", {})
        return {place: variables[key][0].name for key, place in places.items() if key in variables}

    def _told_by_results(self, settings: Settings) -> Message:
        results = self.results
        condition = getattr(results, "termination_condition", None)
        if condition is None:
            condition = results.solver.termination_condition
        answer: Message = {"status": STATUS.get(getattr(condition, "name", str(condition)), "solver_limit")}
        goal = objective_of(self.model)
        variables = list(islice(self.model.component_data_objects(pyo.Var), settings.values))
        if answer["status"] not in ("optimal", "time_limit") or any(v.value is None for v in variables if not v.stale):
            return answer
        values = [[variable.name, variable.value] for variable in variables if variable.value is not None]
        return answer | {"objective": 0.0 if goal is None else pyo.value(goal), "values": values}


def install() -> None:
    """Put the hooks on HiGHS, and on the class of whatever solver a factory of Pyomo makes."""
    capture_highs.install()
    for name in ("run", "solve"):
        _meet_in(name)
    for factory in FACTORIES:
        _hook_factory(type(factory))
    # Made once, so that their classes are hooked for programs that use them without a factory.
    for name in ("highs", "appsi_highs"):
        SolverFactory(name)


def warm_up() -> None:
    """Solve a small model, so that children inherit what Pyomo and HiGHS set up on first use."""
    capture_highs.warm_up()
    model: Any = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 1))
    model.goal = pyo.Objective(expr=model.x, sense=pyo.maximize)
    model.limit = pyo.Constraint(expr=(None, model.x, 1))
    for name in ("highs", "appsi_highs"):
        SolverFactory(name).solve(model)


def _meet_in(name: str) -> None:
    original = getattr(highspy.Highs, name)

    def run(self, *args, **kwargs):
        if _active:
            _active[-1].meet(self)
        return original(self, *args, **kwargs)

    setattr(highspy.Highs, name, run)


def _hook_factory(kind: type) -> None:
    original = kind.__call__

    def make(self, *args, **kwargs):
        solver = original(self, *args, **kwargs)
        for owner in type(solver).__mro__:
            _hook_class(owner)
        return solver

    kind.__call__ = make


def _hook_class(owner: type) -> None:
    """Put the hook on the `solve` that a class itself defines, once."""
    original = vars(owner).get("solve")
    if original is None or hasattr(original, "hooked"):
        return

    def solve(self, *args, **kwargs):
        model = _model_of(self, args, kwargs)
        if _active or model is None:
            return original(self, *args, **kwargs)
        view = PyomoView(self, model)

        def call():
            _active.append(view)
            try:
                view.results = original(self, *args, **kwargs)
            finally:
                _active.pop()
            return view.results

        return recorder.observe(view, call)

    solve.hooked = True
    owner.solve = solve


def _model_of(solver, args: tuple, kwargs: dict):
    """Find the model of a call; a persistent solver may have been given it before."""
    return args[0] if args else kwargs.get("model", getattr(solver, "_pyomo_model", None))
