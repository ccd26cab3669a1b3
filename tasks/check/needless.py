"""Finds yes/no decisions that the model itself settles: one answer is the best for every row and for the objective.

A decision gives something at one place and costs something at another: `x <= 40 use` needs the yes, `x >= 5 use` pays
for it. Where nothing stands against one answer, a row was turned: `x <= 5 use` beside `x <= 40 use` is no smallest lot.
Presolvers call it dual fixing.
"""

import math
from collections import defaultdict
from collections.abc import Iterator

from schemas.solve import ObjectiveSense
from tasks.algebra.linear_model import LinearModel, Row, is_binary, stem
from tasks.check.finding import Finding

MORE, LESS = 1, -1


def needless_decision(model: LinearModel) -> Finding | None:
    """The first variable most of whose answers are settled; a few may be, such as those of what is never worth it."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, column in enumerate(model.columns):
        places[stem(column.name)].append(position)
    settled = set(settled_positions(model))
    for name, positions in places.items():
        if 2 * len(settled.intersection(positions)) > len(positions):
            detail = f"every row and the objective allow one answer for {name}, so that it decides nothing"
            return Finding("wrong_direction", f"{detail}; turn the row that was to oppose it")
    return None


def settled_positions(model: LinearModel) -> Iterator[int]:
    """Yes/no columns of rows that neither a row nor the objective keeps from one of their two answers."""
    worse = LESS if model.sense is ObjectiveSense.maximize else MORE
    against: dict[int, set[int]] = defaultdict(set)
    for row in model.rows:
        for position, direction in opposed(row):
            against[position].add(direction)
    for position, directions in against.items():
        column = model.columns[position]
        priced = {worse if column.cost > 0 else -worse} if column.cost else set[int]()
        if is_binary(column) and column.lower < column.upper and len(directions | priced) == 1:
            yield position


def opposed(row: Row) -> Iterator[tuple[int, int]]:
    """Columns, and in which direction each can break the row: with more of it, or with less."""
    for position, value in row.coefficients.items():
        if value and not math.isinf(row.upper):
            yield position, MORE if value > 0 else LESS
        if value and not math.isinf(row.lower):
            yield position, LESS if value > 0 else MORE
