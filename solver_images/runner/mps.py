"""Size and coefficients of a model, counted in its MPS text: the same way for every solver."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

UNSAID = (0.0, 1.0)
"""Bounds of an integer variable of which the text says none; the first that it says takes the 1 away."""


@dataclass
class Count:
    """What has been seen of a model so far."""

    objective: str | None = None
    constraints: int = 0
    nonzeros: int = 0
    smallest: float | None = None
    largest: float | None = None
    kinds: dict[str, str] = field(default_factory=dict[str, str])
    """Variable to `continuous` or `integer`."""
    bounds: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    """Integer variable to its lower and upper bound."""
    bounded: set[str] = field(default_factory=set[str])
    """Integer variables of which a bound was read."""
    integral: bool = False
    """Whether the columns being read are integer."""


def mps_statistics(mps: str) -> dict[str, Any] | None:
    """Count variables by kind, constraints, nonzeros and the range of the constraints' coefficients.

    An integer variable between 0 and 1 is binary, however the solver writes it. A text that is no MPS, which a
    program may forge, has no statistics.
    """
    count = Count()
    try:
        for section, fields in _data_lines(mps):
            if section in READERS:
                READERS[section](count, fields)
    except (ValueError, IndexError):
        return None
    binary = sum(bounds == [0.0, 1.0] for bounds in count.bounds.values())
    integer = sum(kind == "integer" for kind in count.kinds.values())
    return {
        "continuous": len(count.kinds) - integer,
        "integer": integer - binary,
        "binary": binary,
        "constraints": count.constraints,
        "nonzeros": count.nonzeros,
        "smallest_coefficient": count.smallest,
        "largest_coefficient": count.largest,
    }


def _data_lines(mps: str) -> Iterator[tuple[str, list[str]]]:
    section = ""
    for line in mps.splitlines():
        if not line.strip() or line.startswith("*"):
            continue
        if line[0] != " ":
            section = line.split()[0].upper()
        else:
            yield section, line.split()


def _read_row(count: Count, fields: list[str]) -> None:
    if fields[0].upper() != "N":
        count.constraints += 1
    elif count.objective is None:
        count.objective = fields[1]


def _read_column(count: Count, fields: list[str]) -> None:
    if "'MARKER'" in fields:
        count.integral = "'INTORG'" in fields
        return
    name = fields[0]
    if name not in count.kinds:
        count.kinds[name] = "integer" if count.integral else "continuous"
        if count.integral:
            count.bounds[name] = list(UNSAID)
    for row, number in zip(fields[1::2], fields[2::2], strict=False):
        if row != count.objective:
            _read_coefficient(count, abs(float(number)))


def _read_coefficient(count: Count, size: float) -> None:
    if size:
        count.nonzeros += 1
        count.smallest = size if count.smallest is None else min(count.smallest, size)
        count.largest = size if count.largest is None else max(count.largest, size)


def _read_bound(count: Count, fields: list[str]) -> None:
    kind = fields[0].upper()
    # The name of the set of bounds may be left out.
    name = fields[2] if len(fields) > 2 and fields[2] in count.kinds else fields[1]
    if kind in ("BV", "LI", "UI"):
        count.kinds[name] = "integer"
    if count.kinds.get(name) != "integer":
        return
    bounds = count.bounds.setdefault(name, list(UNSAID))
    number = float(fields[-1]) if kind in ("LO", "LI", "UP", "UI", "FX") else 0.0
    if kind not in ("BV", "UP", "UI", "FX") and name not in count.bounded:
        bounds[1] = float("inf")
    count.bounded.add(name)
    if kind in ("LO", "LI", "FX"):
        bounds[0] = number
    if kind in ("UP", "UI", "FX"):
        bounds[1] = number
    if kind == "BV":
        bounds[:] = [0.0, 1.0]
    if kind in ("FR", "MI"):
        bounds[0] = float("-inf")


READERS = {"ROWS": _read_row, "COLUMNS": _read_column, "BOUNDS": _read_bound}
