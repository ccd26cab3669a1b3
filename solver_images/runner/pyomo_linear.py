"""A Pyomo model as a linear one, where its objective and its constraints are."""
# pyright: basic
# Reason: Pyomo is only partly typed.

from typing import Any

import pyomo.environ as pyo
from pyomo.repn import generate_standard_repn

from .linear import INFINITY, Column, Linear, Row


def objective_of(model):
    """Give the active objective; None where there is none, or more than one."""
    goals = list(model.component_data_objects(pyo.Objective, active=True, descend_into=True))
    return goals[0] if len(goals) == 1 else None


def linear(model) -> Linear | None:
    """Read a model; None where something in it is not linear."""
    reader = Reader()
    rows = []
    goal = objective_of(model)
    costs = ([], 0.0) if goal is None else reader.terms(goal.expr)
    if costs is None or next(model.component_data_objects(pyo.SOSConstraint, active=True), None) is not None:
        return None
    for constraint in model.component_data_objects(pyo.Constraint, active=True, descend_into=True):
        body = reader.terms(constraint.body)
        if body is None:
            return None
        terms, constant = body
        rows.append(Row(constraint.name, *_bounds(constraint, constant), terms))
    sense = "maximize" if goal is not None and goal.sense == pyo.maximize else "minimize"
    return Linear(sense, costs[1], reader.columns(dict(costs[0])), rows)


class Reader:
    """Numbers the variables in the order in which they are met."""

    def __init__(self) -> None:
        """Start with none."""
        self.places: dict[int, int] = {}
        self.variables = []

    def terms(self, expression) -> tuple[list[tuple[int, float]], float] | None:
        """Give places with coefficients, and the constant; None for what is not linear."""
        form: Any = generate_standard_repn(expression, quadratic=False)
        if form.nonlinear_expr is not None:
            return None
        pairs = zip(form.linear_vars, form.linear_coefs, strict=True)
        terms = [(self._place(variable), float(value)) for variable, value in pairs]
        return terms, float(form.constant)

    def columns(self, costs: dict[int, float]) -> list[Column]:
        """Give the variables that were met, with their costs."""
        return [
            Column(variable.name, not variable.is_continuous(), *_limits(variable), costs.get(place, 0.0))
            for place, variable in enumerate(self.variables)
        ]

    def _place(self, variable) -> int:
        if id(variable) not in self.places:
            self.places[id(variable)] = len(self.variables)
            self.variables.append(variable)
        return self.places[id(variable)]


def _limits(variable) -> tuple[float, float]:
    lower, upper = variable.bounds
    return (-INFINITY if lower is None else float(lower)), (INFINITY if upper is None else float(upper))


def _bounds(constraint, constant: float) -> tuple[float, float]:
    lower, upper = pyo.value(constraint.lower), pyo.value(constraint.upper)
    return (
        -INFINITY if lower is None else float(lower) - constant,
        INFINITY if upper is None else float(upper) - constant,
    )
