"""A linear model as plain numbers, and its MPS text, for solvers whose own writer leaves something out."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

INFINITY = math.inf
INTEGER_FROM_HERE, INTEGER_TO_HERE = " MARKER 'MARKER' 'INTORG'", " MARKER 'MARKER' 'INTEND'"


class Column(NamedTuple):
    """A decision variable."""

    name: str
    integer: bool
    lower: float
    upper: float
    cost: float


class Row(NamedTuple):
    """A constraint `lower <= sum of its terms <= upper`; a term is a column's position and its coefficient."""

    name: str
    lower: float
    upper: float
    terms: Sequence[tuple[int, float]]


class Linear(NamedTuple):
    """A mixed-integer linear model."""

    sense: str
    """`minimize` or `maximize`."""
    constant: float
    columns: Sequence[Column]
    rows: Sequence[Row]


def write_mps(model: Linear) -> str:
    """Write free MPS that all solvers read alike: sense, constant, ranges and every integer bound are spelled out."""
    columns = plain_names([column.name for column in model.columns], "C")
    objective, *rows = plain_names(["OBJ", *(row.name for row in model.rows)], "R")
    lines = ["NAME", "OBJSENSE", "    MAX" if model.sense == "maximize" else "    MIN", "ROWS", f" N {objective}"]
    lines += [f" {_kind(row)} {name}" for row, name in zip(model.rows, rows, strict=True)]
    lines += ["COLUMNS", *_columns(model, columns, (objective, rows)), "RHS"]
    if model.constant:
        lines.append(f" RHS {objective} {-model.constant:.17g}")
    sides = ((name, row.lower if _kind(row) == "G" else row.upper) for row, name in zip(model.rows, rows, strict=True))
    lines += [f" RHS {name} {side:.17g}" for name, side in sides if side and side != INFINITY]
    lines += _ranges(model.rows, rows)
    lines.append("BOUNDS")
    for column, name in zip(model.columns, columns, strict=True):
        lines += _bounds(column, name)
    return "\n".join([*lines, "ENDATA", ""])


def plain_names(names: Sequence[str], letter: str) -> list[str]:
    """Make names that MPS can hold: no blanks, none empty, none twice; a name that can stay stays.

    A dollar sign begins a comment in some readers, and crashes SCIP's.
    """
    taken, seen, plain = set(names), set[str](), list[str]()
    for position, name in enumerate(names):
        wanted = "_".join(name.split()).lstrip("$")
        if not wanted or wanted in seen or (wanted != name and wanted in taken):
            wanted = f"{wanted or letter}{position}"
            while wanted in taken:
                wanted += "_"
            taken.add(wanted)
        seen.add(wanted)
        plain.append(wanted)
    return plain


def _kind(row: Row) -> str:
    if row.lower == row.upper:
        return "E"
    if row.upper == INFINITY:
        return "N" if row.lower == -INFINITY else "G"
    return "L"


def _columns(model: Linear, names: list[str], rows: tuple[str, list[str]]) -> Iterator[str]:
    objective, row_names = rows
    entries: list[list[str]] = [[f"{objective} {column.cost:.17g}"] for column in model.columns]
    for row, name in zip(model.rows, row_names, strict=True):
        for position, coefficient in row.terms:
            entries[position].append(f"{name} {coefficient:.17g}")
    integral = False
    for column, name, terms in zip(model.columns, names, entries, strict=True):
        if column.integer != integral:
            integral = column.integer
            yield INTEGER_FROM_HERE if integral else INTEGER_TO_HERE
        for term in terms:
            yield f" {name} {term}"
    if integral:
        yield INTEGER_TO_HERE


def _ranges(rows: Sequence[Row], names: list[str]) -> list[str]:
    ranges = [
        f" RNG {name} {row.upper - row.lower:.17g}"
        for row, name in zip(rows, names, strict=True)
        if -INFINITY < row.lower < row.upper < INFINITY
    ]
    return ["RANGES", *ranges] if ranges else []


def _bounds(column: Column, name: str) -> Iterator[str]:
    """Leave out nothing but a continuous variable's own default, 0 to infinity."""
    lower, upper = column.lower, column.upper
    if lower == upper:
        yield f" FX BND {name} {lower:.17g}"
        return
    if lower == -INFINITY:
        yield f" MI BND {name}" if upper < INFINITY else f" FR BND {name}"
    elif lower or column.integer or upper <= 0:
        yield f" LO BND {name} {lower:.17g}"
    if upper < INFINITY:
        yield f" UP BND {name} {upper:.17g}"
