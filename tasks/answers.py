"""Reads an answer as public benchmarks write it: numbers, texts, `No Best Solution`, sentinels, dicts of results."""

import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from schemas.solve import TerminationStatus

Answer = tuple[TerminationStatus | None, float | None]
"""Outcome and objective value; no outcome: there is no answer that can be read."""

NO_ANSWER: Answer = (None, None)
NO_SOLUTION: Answer = (TerminationStatus.infeasible_or_unbounded, None)
SENTINELS = (-9999.0, -99999.0)
"""Numbers that stand for `No Best Solution`."""
WORDS: dict[str, Answer] = {
    "no best solution": NO_SOLUTION,
    "no solution": NO_SOLUTION,
    "infeasible": (TerminationStatus.infeasible, None),
    "unbounded": (TerminationStatus.unbounded, None),
}


def read_answer(value: object) -> Answer:
    """The answer that a field holds; of several results none is taken, since nobody marks the objective among them."""
    if isinstance(value, str):
        return read_text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return read_number(value)
    if isinstance(value, Decimal):
        return read_number(float(value))
    results = several(value)
    return read_answer(results[0]) if len(results) == 1 else NO_ANSWER


def several(value: object) -> list[object]:
    """The results of a dict or a list."""
    if isinstance(value, Mapping):
        return list(cast("Mapping[str, object]", value).values())
    return list(cast("Sequence[object]", value)) if isinstance(value, list | tuple) else []


def read_text(text: str) -> Answer:
    """The answer of a text."""
    words = " ".join(text.split()).lower().rstrip(".")
    if words in WORDS:
        return WORDS[words]
    try:
        return read_number(float(words.replace(",", "").replace(" ", "").lstrip("$€£")))
    except ValueError:
        return NO_ANSWER


def read_number(number: float) -> Answer:
    """The answer of a number; one that no float holds is none."""
    if number in SENTINELS:
        return NO_SOLUTION
    # Compared before it is converted: an integer may be larger than any float.
    return (TerminationStatus.optimal, float(number)) if abs(number) <= sys.float_info.max else NO_ANSWER
