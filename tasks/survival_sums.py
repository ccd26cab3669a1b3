"""Adds rows of the books up: rounds, operators and strategies; whoever shows a sum takes it from here."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from schemas.round import Survival

ALL = "all"
"""The operator, or the strategy, of a sum over all of them."""
COUNTS = ("entered", "passed", "failed", "abstained", "repaired", "calls", "tokens")
COSTS = ("cost_usd", "seconds")


def add_rows(rows: Sequence[Survival], operator: str = ALL) -> Survival:
    """One row for several, at least one: their sums, under the name of an operator."""
    reasons: Counter[str] = Counter()
    for row in rows:
        reasons.update(row.reasons)
    update: dict[str, Any] = {name: sum(getattr(row, name) for row in rows) for name in COUNTS}
    update |= {name: math.fsum(getattr(row, name) for row in rows) for name in COSTS}
    return rows[0].model_copy(update=update | {"operator": operator, "reasons": dict(sorted(reasons.items()))})


def operator_sums(rows: Sequence[Survival]) -> tuple[Survival, ...]:
    """A row for each operator of one strategy, rounds added up."""
    operators = sorted({row.operator for row in rows})
    return tuple(add_rows([row for row in rows if row.operator == operator], operator) for operator in operators)


def strategy_sums(totals: Sequence[Survival]) -> tuple[tuple[Survival, ...], ...]:
    """For each strategy a row an operator, then their sum; the sum of all comes last, alone.

    Args:
        totals: rows from birth to acceptance, of one round or of several.
    """
    groups: list[tuple[Survival, ...]] = []
    for strategy in dict.fromkeys(row.strategy for row in totals):
        members = [row for row in totals if row.strategy == strategy]
        groups.append((*operator_sums(members), add_rows(members)))
    if totals:
        groups.append((add_rows(totals).model_copy(update={"strategy": ALL}),))
    return tuple(groups)
