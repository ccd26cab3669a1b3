"""What of a model decides its optimum, and small variants of it."""

import math
from collections.abc import Callable
from dataclasses import replace

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.linear_model import Column, LinearModel, Row
from tasks.check.quantities import NEUTRAL, same

SLACK = 1e-9
"""How far a bound may be off by rounding."""
INFINITE = 1e19
"""Numbers from here on stand for no bound."""
Change = Callable[[float], float]


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


def row_numbers(row: Row) -> set[float]:
    """Coefficients and finite sides of a row, without sign."""
    return finite({row.lower, row.upper, *row.coefficients.values()})


def column_numbers(column: Column) -> set[float]:
    """Cost and finite bounds of a variable, without sign."""
    return finite({column.cost}) | bound_numbers(column)


def bound_numbers(column: Column) -> set[float]:
    """Finite bounds of a variable, without sign."""
    return finite({column.lower, column.upper})


def finite(values: set[float]) -> set[float]:
    """Numbers that are data: neither endless, nor 0 or 1."""
    return {same(value) for value in values if abs(value) < INFINITE} - NEUTRAL


def numbers(model: LinearModel) -> set[float]:
    """All numbers of a model but 0 and 1, without sign."""
    found = finite({model.constant})
    for column in model.columns:
        found |= column_numbers(column)
    for row in model.rows:
        found |= row_numbers(row)
    return found


def changed(model: LinearModel, stated: frozenset[float], change: Change) -> LinearModel:
    """The model with each of the question's numbers changed, alike wherever it stands."""

    def new(value: float) -> float:
        size = same(value)
        return value if abs(value) >= INFINITE or size in NEUTRAL or size not in stated else value * change(size)

    return replace(
        model,
        constant=new(model.constant),
        columns=tuple(
            replace(column, lower=new(column.lower), upper=new(column.upper), cost=new(column.cost))
            for column in model.columns
        ),
        rows=tuple(
            replace(
                row,
                lower=new(row.lower),
                upper=new(row.upper),
                coefficients={place: new(value) for place, value in row.coefficients.items()},
            )
            for row in model.rows
        ),
    )


def flipped(model: LinearModel) -> LinearModel | None:
    """The model with the other variable type: continuous where it has integers, else integer; binaries stay.

    None where all its variables are binary.
    """
    kinds = {column.kind for column in model.columns}
    old = VariableKind.integer if VariableKind.integer in kinds else VariableKind.continuous
    if old not in kinds:
        return None
    new = VariableKind.continuous if old is VariableKind.integer else VariableKind.integer
    columns = tuple(replace(column, kind=new) if column.kind is old else column for column in model.columns)
    return replace(model, columns=columns)
