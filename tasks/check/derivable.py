"""Which numbers a modeller may compute from those that the words state.

One step from two of them: sum, difference, product, ratio; after a share was turned into its rest (0.6 for 40 %) or its
growth (1.4), or a part was named (`a third`). Words with very many numbers, as large tables have, would make everything
derivable: there one step from one number is all.
"""

import re
from functools import lru_cache
from itertools import product
from typing import Final

from tasks.check.quantities import same, text_numbers

MOST: Final = 60
"""Numbers up to which pairs are combined."""
PARTS: Final = {
    r"\bhal(?:f|ves)\b": 2.0,
    r"\b(?:one[ -]|a )?thirds?\b": 3.0,
    r"\b(?:quarters?|(?:one[ -])?fourths?)\b": 4.0,
    r"\b(?:one[ -])?fifths?\b": 5.0,
    r"\btwice|doubl\w+|two times\b": 2.0,
    r"\bthrice|triple\w*|three times\b": 3.0,
}
CONVERSIONS: Final = (
    (r"\bhours?\b", r"\bminutes?\b", 60.0),
    (r"\bminutes?\b", r"\bseconds?\b", 60.0),
    (r"\bdays?\b", r"\bhours?\b", 24.0),
    (r"\bweeks?\b|\bweekly\b", r"\bdays?\b|\bdaily\b", 7.0),
    (r"\bmonths?\b|\bmonthly\b", r"\bdays?\b|\bdaily\b", 30.0),
    (r"\byears?\b|\bannual\w*\b", r"\bmonths?\b|\bmonthly\b", 12.0),
    (r"\bt(?:on(?:ne)?s?)?\b", r"\bk(?:ilo)?g(?:ram)?s?\b", 1000.0),
    (r"\bk(?:ilo)?g(?:ram)?s?\b", r"\bg(?:rams?)?\b", 1000.0),
    (r"\bl(?:it(?:re|er)s?)?\b", r"\bm(?:illi)?l(?:it(?:re|er)s?)?\b", 1000.0),
    (r"\bk(?:ilo)?m(?:et(?:re|er)s?)?\b", r"\bm(?:et(?:re|er)s?)?\b", 1000.0),
    (r"\bdollars?\b|\$", r"\bcents?\b", 100.0),
    (r"\bdozens?\b", r"", 12.0),
)
"""Units that stand together in words, and how many of the second make one of the first."""


@lru_cache(maxsize=256)
def derivable(statement: str) -> frozenset[float]:
    """Numbers that the words state or that one step leads to, without sign."""
    stated = set(map(same, text_numbers(statement))) | named(statement) | {1.0}
    near = {same(other) for value in stated for other in beside(value)}
    if len(near) > MOST:
        return frozenset(near)
    return frozenset(same(value) for pair in product(near, near) for value in combined(*pair))


def named(statement: str) -> set[float]:
    """Numbers that stand there as words for parts and multiples, and factors between units that both occur."""
    parts = {number for pattern, number in PARTS.items() if re.search(pattern, statement, re.IGNORECASE)}
    factors = {
        factor
        for large, small, factor in CONVERSIONS
        if re.search(large, statement, re.IGNORECASE) and re.search(small, statement, re.IGNORECASE)
    }
    return parts | {same(1 / part) for part in parts} | factors


def beside(value: float) -> tuple[float, ...]:
    """A number, what it leaves of a whole or adds to it, and the same in percent."""
    if not 0 < value < 100:
        return (value,)
    return (value, abs(1 - value), 1 + value) if value < 1 else (value, value / 100, 1 - value / 100, 1 + value / 100)


def combined(left: float, right: float) -> tuple[float, ...]:
    """One step from two numbers."""
    ratio = (left / right,) if right else ()
    return (left, left + right, abs(left - right), left * right, *ratio)
