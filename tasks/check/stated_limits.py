"""Reads limits out of words, such as `at least 300`, and looks which way the rows of a model hold them."""

import math
import re
from collections.abc import Iterator
from typing import Final

from tasks.algebra.linear_model import LinearModel
from tasks.check.mentions import find_mentions
from tasks.check.quantities import NEUTRAL, same

LEAST: Final = re.compile(
    r"(?:at (?:the very )?least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum of|at minimum"
    r"|\bor more)\W*(?:\w+\W+){0,2}?[$€£]?$",
    re.IGNORECASE,
)
MOST: Final = re.compile(
    r"(?:at (?:the very )?most|no more than|not more than|a maximum of|maximum of|up to|(?:not|never) exceed(?:ing)?"
    r"|cannot exceed|limited to)\W*(?:\w+\W+){0,2}?[$€£]?$",
    re.IGNORECASE,
)
BEFORE: Final = 45
"""Characters before a number in which its limit stands."""


def stated_limits(statement: str) -> dict[float, bool]:
    """Numbers that the words state as limits, each in one direction: True for at least, False for at most.

    A number that is stated more than once says nothing of its own.
    """
    mentions = find_mentions(statement)
    seen = [same(value) for mention in mentions for value in mention.readings]
    found: dict[float, bool] = {}
    for mention in mentions:
        before = re.split(r"[.;:?!]\s", statement[max(0, mention.start - BEFORE) : mention.start])[-1]
        value = same(mention.readings[0])
        least, most = bool(LEAST.search(before)), bool(MOST.search(before))
        if least != most and value not in NEUTRAL and seen.count(value) == 1:
            found[value] = least
    return found


def turned_limits(model: LinearModel, statement: str) -> Iterator[tuple[float, bool]]:
    """Limits of the words that the model holds the other way round wherever it holds them."""
    wanted = stated_limits(statement)
    held = list(held_limits(model)) if wanted else []
    for value, is_least in wanted.items():
        ways = {way for number, way in held if number == value}
        if ways == {not is_least}:
            yield value, is_least


def held_limits(model: LinearModel) -> Iterator[tuple[float, bool]]:
    """Right sides and bounds of the model: the number without sign, and whether it is a lower limit."""
    for column in model.columns:
        yield from ends(column.lower, column.upper)
    for row in model.rows:
        values = [value for value in row.coefficients.values() if value]
        sign = 1.0 if sum(values) >= 0 else -1.0
        lower, upper = (row.lower, row.upper) if sign > 0 else (-row.upper, -row.lower)
        if all(value * sign > 0 for value in values):
            yield from ends(lower, upper)
        else:
            yield from ((value, way) for value, _ in ends(lower, upper) for way in (True, False))


def ends(lower: float, upper: float) -> Iterator[tuple[float, bool]]:
    """Finite ends; those of an equation hold both ways."""
    yield from ((same(end), way) for end, way in ((lower, True), (upper, False)) if math.isfinite(end))
