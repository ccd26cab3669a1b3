"""Changes a model's data: each of the words' numbers gets another value, the same wherever it stands."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tasks.algebra.linear_model import LinearModel
from tasks.check.quantities import NEUTRAL, same

SPANS: Final = ((1.1, 1.5), (1.7, 3.0), (0.3, 0.6))
"""Factors between which all numbers change together, one span after another."""
INFINITE: Final = 1e19
"""Numbers from here on stand for no bound."""
Change = Callable[[float], float]


class Factors:
    """A factor for each number, the same whenever it is asked for."""

    def __init__(self, low: float, high: float) -> None:
        """Take the range."""
        self.low, self.high = low, high

    def __call__(self, value: float) -> float:
        """The factor of a number."""
        return random.Random(f"{value!r}/{self.low}").uniform(self.low, self.high)


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
