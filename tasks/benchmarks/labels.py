"""Reads a label as public benchmarks write it, into one typed form."""

import math
import re
from collections.abc import Mapping
from typing import cast

from schemas.label import Label, LabelKind
from schemas.solve import TerminationStatus
from tasks.answers import read_answer, several

KINDS = {
    TerminationStatus.optimal: LabelKind.optimal_value,
    TerminationStatus.infeasible_or_unbounded: LabelKind.no_solution,
    TerminationStatus.infeasible: LabelKind.infeasible,
    TerminationStatus.unbounded: LabelKind.unbounded,
}
NOTHING = ("", "none", "null", "nan", "n/a", "[]", "{}")
"""Texts that say that there is no label."""
DECIMALS = re.compile(r"^[^.]*\.(\d+)")
NO_LABEL = Label(kind=LabelKind.none)


class UnreadableLabel(ValueError):
    """A field holds something, and it is no answer in any of the dialects in use."""


def read_label(value: object) -> Label:
    """The label that a field holds; an empty one is `none`.

    Raises:
        UnreadableLabel: what stands there is in no known dialect.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)) or is_nothing(value):
        return NO_LABEL
    if len(several(value)) > 1:
        return read_several(value)
    status, number = read_answer(value)
    if status is None:
        raise UnreadableLabel(
            "give a number, No Best Solution, infeasible, unbounded, a dict of numbers by name, or nothing"
        )
    return Label(kind=KINDS[status], value=number, decimals=decimals(sole(value)) if number is not None else 0)


def is_nothing(value: object) -> bool:
    """Whether a field is empty, however it says so."""
    if isinstance(value, str):
        return value.strip().lower() in NOTHING
    return isinstance(value, Mapping | list | tuple) and not several(cast("object", value))


def read_several(value: object) -> Label:
    """A label of several values; those of a list are named by their place.

    Raises:
        UnreadableLabel: one of them is no number.
    """
    results = several(value)
    names = [str(name) for name in cast("Mapping[object, object]", value)] if isinstance(value, Mapping) else []
    named: dict[str, float] = {}
    for name, result in zip(names or [str(at) for at in range(1, len(results) + 1)], results, strict=True):
        _, number = read_answer(result)
        if number is None:
            raise UnreadableLabel(f"the value of {name!r} is {result!r}; give a number")
        named[name] = number
    return Label(kind=LabelKind.several, named=named)


def sole(value: object) -> object:
    """The only result of a dict or a list; anything else as it is."""
    results = several(value)
    return results[0] if len(results) == 1 else value


def decimals(value: object) -> int:
    """Digits behind the decimal point, as they are written."""
    found = DECIMALS.match(value.strip() if isinstance(value, str) else repr(value))
    return len(found[1]) if found else 0
