"""Chooses numbers that people would write."""

import math
from collections.abc import Sequence
from random import Random

STEPS = (1000.0, 500.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.1, 0.05, 0.01)


def nice_between(low: float, high: float, rng: Random, whole: bool = False) -> float | None:
    """A short number strictly between two others, None where there is none of at most two decimals.

    Args:
        low: must lie below the number.
        high: must lie above it.
        rng: chooses among the candidates.
        whole: whether only whole numbers will do.
    """
    for step in STEPS:
        if whole and step < 1:
            return None
        first, last = math.floor(low / step + 1e-9) + 1, math.ceil(high / step - 1e-9) - 1
        if last >= first and (last - first >= 1 or step <= 1):
            return round(rng.randint(first, last) * step, 2)
    return None


def granularity(values: Sequence[float]) -> float:
    """The coarsest step that all the values are multiples of."""
    for step in STEPS:
        if all(abs(value / step - round(value / step)) < 1e-9 for value in values):
            return step
    return 1e-4


def rounded_to(value: float, step: float) -> float:
    """The nearest multiple of a step that is not zero, printed without noise."""
    return round(max(1, round(abs(value) / step)) * step, 6) * (-1 if value < 0 else 1)
