"""The numbers that a model holds, without sign, 0 and 1."""

from tasks.algebra.linear_model import Column, LinearModel, Row
from tasks.check.quantities import NEUTRAL, same
from tasks.second_opinion.perturbing import INFINITE


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
