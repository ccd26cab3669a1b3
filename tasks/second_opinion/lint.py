"""Numbers in a model that make solvers err: tiny epsilons, large Big-Ms, coefficients too far apart."""

import math
from collections.abc import Iterator

from schemas.formulation import VariableKind
from schemas.frozen import Frozen
from tasks.algebra.linear_model import LinearModel, Row

EPSILON = 1e-4
"""Numbers up to this size in a linking row are near the solvers' tolerances of 1e-6 to 1e-5."""
BIG_M = 1e6
"""From this size on, a binary variable at 1e-6, which passes for 0, lets 1 or more through."""
RANGE = 1e9
"""Largest over smallest coefficient, beyond which rounding errors reach the tolerances."""


class Lint(Frozen):
    """One number that asks for trouble."""

    kind: str
    """`epsilon`, `big_m` or `range`."""
    row: str
    column: str
    """Empty for a right-hand side."""
    value: float
    remedy: str


def lint(model: LinearModel) -> tuple[Lint, ...]:
    """Look at every number of the constraints."""
    linking = [row for row in model.rows if links(model, row)]
    return (*(found for row in linking for found in _in_linking_row(model, row)), *_range(model))


def links(model: LinearModel, row: Row) -> bool:
    """Whether a row ties a binary variable to another kind: a switch, a fixed charge, an implication."""
    kinds = {model.columns[place].kind for place, value in row.coefficients.items() if value}
    return VariableKind.binary in kinds and len(kinds) > 1


def _in_linking_row(model: LinearModel, row: Row) -> Iterator[Lint]:
    for place, value in row.coefficients.items():
        column = model.columns[place]
        if 0 < abs(value) <= EPSILON:
            remedy = f"{value:g} is near the solvers' tolerances: rescale the row, or use a number of at least 0.001"
            yield Lint(kind="epsilon", row=row.name, column=column.name, value=value, remedy=remedy)
        if abs(value) >= BIG_M and column.kind is VariableKind.binary:
            yield Lint(kind="big_m", row=row.name, column=column.name, value=value, remedy=_smaller(model, row, place))
    for side in {row.lower, row.upper}:
        if 0 < abs(side) <= EPSILON:
            remedy = f"a right-hand side of {side:g} passes for 0: use a whole unit, or rescale the row"
            yield Lint(kind="epsilon", row=row.name, column="", value=side, remedy=remedy)


def _smaller(model: LinearModel, row: Row, binary: int) -> str:
    """Name the smallest Big-M that the bounds of the other variables allow."""
    needed = _needed(model, row, binary)
    if not math.isfinite(needed):
        return "give the other variables of the row an upper bound, and take the smallest number that it allows"
    return f"the bounds of the row's other variables allow {needed:g}"


def _needed(model: LinearModel, row: Row, binary: int) -> float:
    """How far the row must give way where the binary variable switches it off."""
    big = row.coefficients[binary]
    others = [(model.columns[place], value) for place, value in row.coefficients.items() if place != binary]
    ends = [(value * column.lower, value * column.upper) for column, value in others]
    if math.isfinite(row.upper):
        return max(0.0, sum(map(max, ends)) - (row.upper - max(big, 0.0)))
    return max(0.0, row.lower - min(big, 0.0) - sum(map(min, ends)))


def _range(model: LinearModel) -> Iterator[Lint]:
    """Report the largest coefficient where the smallest is too far below it."""
    sizes = [(abs(value), row, place) for row in model.rows for place, value in row.coefficients.items() if value]
    if not sizes:
        return
    smallest, largest = min(sizes, key=_size), max(sizes, key=_size)
    if largest[0] / smallest[0] <= RANGE:
        return
    size, row, place = largest
    remedy = (
        f"coefficients reach from {smallest[0]:g} (row {smallest[1].name}) to {size:g}: choose units nearer together"
    )
    column = model.columns[place].name
    yield Lint(kind="range", row=row.name, column=column, value=row.coefficients[place], remedy=remedy)


def _size(found: tuple[float, Row, int]) -> float:
    return found[0]
