"""Looks at how the rows of a grounded model hang together: two-sided differences, combined parts that share nothing."""

import re

from tasks.algebra.linear_model import LinearModel, Row
from tasks.check.finding import Finding
from tasks.check.matching import RowKey, row_key, used_positions
from tasks.check.subject import Subject

COMBINING = "combine"
DIFFERENCE = re.compile(r"\b(?:(?:differences?|gap) between|differ(?:s)? (?:from \w+ )?by|apart by)\b", re.IGNORECASE)


def one_sided_difference(statement: str, model: LinearModel) -> Finding | None:
    """A limit on a difference that holds in one direction only; Step-Opt writes |x - y| <= a as two rows."""
    if not DIFFERENCE.search(statement):
        return None
    keys = {row_key(row) for row in model.rows}
    gaps = [row for row in model.rows if is_gap(row)]
    if not gaps or any(mirrored(row) in keys for row in gaps):
        return None
    detail = f"{gaps[0].name} limits a difference in one direction; state the other direction as well"
    return Finding("missing_constraint", detail)


def is_gap(row: Row) -> bool:
    """Whether a row reads `x - y <= a` with a positive a."""
    limits = {abs(end) for end in (row.lower, row.upper)} - {float("inf"), 0.0}
    return sorted(row.coefficients.values()) == [-1.0, 1.0] and len(limits) == 1 and row.lower < 0 < row.upper


def mirrored(row: Row) -> RowKey:
    """The writing of the same limit on the difference the other way round."""
    turned = {position: -value for position, value in row.coefficients.items()}
    return row_key(Row(row.name, turned, row.lower, row.upper))


def unlinked_parts(subject: Subject) -> Finding | None:
    """A combined problem whose parts share no row: its parents side by side."""
    child, parents = subject.grounded, subject.parent_models
    if subject.candidate.operator != COMBINING or child is None or len(parents) < 2:
        return None
    parts = components(child)
    if parts < sum(components(parent) for parent in parents):
        return None
    detail = f"the model falls into {parts} parts that share no constraint; link the two problems"
    return Finding("parts_not_linked", detail)


def components(model: LinearModel) -> int:
    """Number of groups of columns that no row connects."""
    groups = {position: {position} for position in used_positions(model)}
    for row in model.rows:
        touched = [groups[position] for position, value in row.coefficients.items() if value]
        largest = max(touched, key=len)
        for group in touched:
            if group is not largest:
                largest |= group
                groups.update(dict.fromkeys(group, largest))
    return len({id(group) for group in groups.values()})
