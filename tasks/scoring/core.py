"""What of a model decides its optimum, and small variants of it."""

import math
from dataclasses import replace

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.linear_model import LinearModel, Row
from tasks.check.quantities import NEUTRAL, same
from tasks.second_opinion.numbers import row_numbers
from tasks.second_opinion.perturbing import INFINITE

SLACK = 1e-9
"""How far a bound may be off by rounding."""


def core(model: LinearModel) -> LinearModel:
    """The model without rows that no chain of shared variables ties to the objective: they decide nothing of it."""
    reached = {place for place, column in enumerate(model.columns) if column.cost}
    left = [(row, {place for place, value in row.coefficients.items() if value}) for row in model.rows]
    kept: list[Row] = []
    while near := [pair for pair in left if pair[1] & reached]:
        left = [pair for pair in left if not pair[1] & reached]
        kept += [row for row, _ in near]
        reached |= {place for _, places in near for place in places}
    columns = tuple(
        column if place in reached else replace(column, lower=0.0, upper=0.0)
        for place, column in enumerate(model.columns)
    )
    return replace(model, rows=tuple(row for row in model.rows if row in kept), columns=columns)


def bounds_only(model: LinearModel) -> LinearModel:
    """The model without the rows that tie variables to each other."""
    return replace(model, rows=tuple(row for row in model.rows if len(variables(row)) < 2))


def optimum_by_bounds(model: LinearModel) -> float | None:
    """Optimum of a model whose rows hold one variable each: every variable decides for itself. None: there is none."""
    spans = [(column.lower, column.upper) for column in model.columns]
    for row in model.rows:
        for place in variables(row):
            sides = sorted((row.lower / row.coefficients[place], row.upper / row.coefficients[place]))
            spans[place] = (max(spans[place][0], sides[0]), min(spans[place][1], sides[1]))
    minimizes, total = model.sense is ObjectiveSense.minimize, model.constant
    for column, (lower, upper) in zip(model.columns, spans, strict=True):
        end = lower if (column.cost > 0) == minimizes else upper
        if lower > upper + SLACK or (column.cost and abs(end) >= INFINITE):
            return None
        if column.kind is not VariableKind.continuous and abs(end) < INFINITE:
            end = math.ceil(end - SLACK) if end == lower else math.floor(end + SLACK)
        total += column.cost * end if column.cost else 0.0
    return total


def without_data(model: LinearModel, stated: frozenset[float]) -> LinearModel:
    """The model without each row and bound that holds one of the question's numbers."""

    def foreign(value: float) -> bool:
        return same(value) not in stated - NEUTRAL

    rows = tuple(row for row in model.rows if all(foreign(value) for value in row_numbers(row)))
    columns = tuple(
        replace(
            column,
            lower=column.lower if foreign(column.lower) else 0.0,
            upper=column.upper if foreign(column.upper) else float("inf"),
        )
        for column in model.columns
    )
    return replace(model, rows=rows, columns=columns)


def variables(row: Row) -> set[int]:
    """Places of the variables that a row holds."""
    return {place for place, value in row.coefficients.items() if value}
