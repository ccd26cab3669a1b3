"""Changed models whose answers stand in a known relation to the answer: metamorphic relations.

Each relation takes a model and gives the changed one, and says what its optimum must be against the first: the same up
to a factor, no better, or no worse. None knows what the model is about.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from schemas.solve import ObjectiveSense, TerminationStatus
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel, Row
from tasks.second_opinion.solving import SAME
from tasks.second_opinion.variants import is_relaxed

TWICE: Final = 2.0
STEP: Final = 0.05
"""By which part of itself a right side moves."""


class Expected(StrEnum):
    """What the optimum of a changed model must be."""

    doubled = "doubled"
    no_better = "no_better"
    no_worse = "no_worse"


@dataclass(frozen=True)
class Relation:
    """A change, and what must follow from it."""

    name: str
    expected: Expected
    change: Callable[[LinearModel], LinearModel | None]
    """None: this model offers no place for it."""

    def holds(self, sense: ObjectiveSense, before: float, after: Answer) -> bool:
        """Whether an answer is as it must be; losing every solution is no better, never no worse."""
        if after.objective is None:
            lost = after.status is TerminationStatus.infeasible
            return lost if self.expected is Expected.no_better else not lost and self.expected is Expected.no_worse
        if self.expected is Expected.doubled:
            return math.isclose(after.objective, TWICE * before, rel_tol=SAME, abs_tol=SAME)
        gain = after.objective - before if sense is ObjectiveSense.maximize else before - after.objective
        slack = SAME * max(1.0, abs(before))
        return gain <= slack if self.expected is Expected.no_better else gain >= -slack


def rewritten(model: LinearModel) -> LinearModel:
    """Columns and rows in reverse, rows scaled in turn by 2 and 1/2, the objective doubled."""
    last = len(model.columns) - 1
    columns = tuple(replace(column, cost=TWICE * column.cost) for column in reversed(model.columns))
    rows = tuple(
        scaled(Row(row.name, {last - p: v for p, v in row.coefficients.items()}, row.lower, row.upper), at)
        for at, row in enumerate(reversed(model.rows))
    )
    return replace(model, columns=columns, rows=rows, constant=TWICE * model.constant)


def scaled(row: Row, at: int) -> Row:
    """A row times 2 or 1/2: powers of two leave all digits as they are."""
    factor = TWICE if at % 2 else 1 / TWICE
    coefficients = {place: value * factor for place, value in row.coefficients.items()}
    return Row(row.name, coefficients, row.lower * factor, row.upper * factor)


def tightened(model: LinearModel) -> LinearModel | None:
    """Every one-sided row asks for more."""
    return moved(model, 1.0)


def eased(model: LinearModel) -> LinearModel | None:
    """Every one-sided row asks for less."""
    return moved(model, -1.0)


def moved(model: LinearModel, inwards: float) -> LinearModel | None:
    """The model with the right sides of one-sided rows moved."""
    if not any(math.isinf(row.lower) != math.isinf(row.upper) for row in model.rows):
        return None
    return replace(model, rows=tuple(move(row, inwards) for row in model.rows))


def move(row: Row, inwards: float) -> Row:
    """One row; those with two sides stay."""
    if math.isinf(row.lower) == math.isinf(row.upper):
        return row
    step = inwards * STEP
    lower = row.lower if math.isinf(row.lower) else row.lower + step * abs(row.lower)
    upper = row.upper if math.isinf(row.upper) else row.upper - step * abs(row.upper)
    return replace(row, lower=lower, upper=upper)


def grown(model: LinearModel) -> LinearModel | None:
    """All right sides and bounds, and the constant, doubled: the optimum of a continuous model doubles."""
    if not is_relaxed(model):
        return None
    columns = tuple(replace(c, lower=TWICE * c.lower, upper=TWICE * c.upper) for c in model.columns)
    rows = tuple(replace(row, lower=TWICE * row.lower, upper=TWICE * row.upper) for row in model.rows)
    return replace(model, columns=columns, rows=rows, constant=TWICE * model.constant)


RELATIONS: Final = (
    Relation("rewritten", Expected.doubled, rewritten),
    Relation("tightened", Expected.no_better, tightened),
    Relation("eased", Expected.no_worse, eased),
    Relation("grown", Expected.doubled, grown),
)
