"""Sets two grounded models side by side: columns by name, rows in one writing, one-variable rows as bounds."""

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from schemas.formulation import VariableKind
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, Row, is_binary, rounded

RowKey = tuple[str, tuple[tuple[int, str], ...]]
"""Bounds and coefficients of a row in one writing for all equivalent ones."""


def name_key(name: str) -> str:
    """One spelling of a column's name: `make[dining table]`, `make(dining_table)` and `make_dining_table` are one."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def used_positions(model: LinearModel) -> set[int]:
    """Columns that stand in a row or in the objective."""
    used = {position for row in model.rows for position, value in row.coefficients.items() if value}
    return used | {position for position, column in enumerate(model.columns) if column.cost}


def match_columns(formulated: LinearModel, captured: LinearModel) -> dict[int, int] | None:
    """Captured column of each formulated one, by name; None where the program uses other names."""
    ours, theirs = positions_by_name(formulated), positions_by_name(captured)
    matched = {ours[key]: theirs[key] for key in ours.keys() & theirs.keys()}
    if len(ours) < len(formulated.columns) or 2 * len(matched) < len(ours):
        return None
    return matched


def positions_by_name(model: LinearModel) -> dict[str, int]:
    """Position of each column by the key of its name."""
    return {name_key(column.name): position for position, column in enumerate(model.columns)}


def row_key(row: Row, positions: dict[int, int] | None = None) -> RowKey:
    """One writing of a row, with its columns renumbered where positions are given."""
    items = sorted((p if positions is None else positions.get(p, -1 - p), v) for p, v in row.coefficients.items() if v)
    lower, upper = row.lower, row.upper
    mirrored = lower == -upper and bool(items) and items[0][1] < 0
    if (-upper, -lower) < (lower, upper) or mirrored:
        lower, upper, items = -upper, -lower, [(p, -v) for p, v in items]
    return f"{rounded(lower)}..{rounded(upper)}", tuple((p, rounded(v)) for p, v in items)


def nameless(key: RowKey) -> RowKey:
    """A row's writing without its columns, for programs with other names."""
    return key[0], tuple((0, value) for value in sorted(value for _, value in key[1]))


def fold(model: LinearModel) -> LinearModel:
    """The model with every one-variable row turned into a bound of its variable."""
    columns, rows = list(model.columns), list[Row]()
    for row in model.rows:
        items = [(p, v) for p, v in row.coefficients.items() if v]
        if len(items) == 1:
            columns[items[0][0]] = tighten(columns[items[0][0]], row, items[0][1])
        else:
            rows.append(row)
    return replace(model, columns=tuple(columns), rows=tuple(rows))


def tighten(column: Column, row: Row, coefficient: float) -> Column:
    """A column with the bounds that a one-variable row gives it."""
    ends = sorted((row.lower / coefficient, row.upper / coefficient))
    return replace(column, lower=max(column.lower, ends[0]), upper=min(column.upper, ends[1]))


def loosened(model: LinearModel) -> LinearModel:
    """The model with continuous, unbounded columns, to compare rows and objective alone."""
    columns = (replace(c, kind=VariableKind.continuous, lower=-INFINITY, upper=INFINITY) for c in model.columns)
    return replace(model, columns=tuple(columns))


def kind_of(column: Column) -> VariableKind:
    """Kind of a column; an integer between 0 and 1 is binary."""
    return VariableKind.binary if is_binary(column) else column.kind


def bounds_of(column: Column) -> tuple[float, float]:
    """Bounds of a column; those of a binary one are 0 and 1 at the widest, those of an integer one whole."""
    lower, upper = column.lower, column.upper
    if column.kind is not VariableKind.continuous:
        lower = lower if math.isinf(lower) else math.ceil(lower - 1e-9)
        upper = upper if math.isinf(upper) else math.floor(upper + 1e-9)
    return (max(lower, 0.0), min(upper, 1.0)) if is_binary(column) else (lower, upper)


def close(left: float, right: float, relative: float = 1e-9) -> bool:
    """Whether two numbers are the same up to floating-point noise; infinities equal themselves."""
    return left == right or abs(left - right) <= relative * max(1.0, abs(left), abs(right))


def listed(names: Iterable[str], most: int = 4) -> str:
    """Some names for a sentence."""
    shown = list(names)
    return ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")
