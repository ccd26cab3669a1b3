"""Survival as tables for people: the same rows in the terminal, in Prefect's artifacts and in Markdown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from schemas.round import Survival
from tasks.survival import PLACES, TOTAL, wilson
from tasks.survival_sums import add_rows, strategy_sums

Cells = dict[str, Any]


def totals(rows: Iterable[Survival]) -> list[Survival]:
    """The rows that count a whole round from birth to acceptance."""
    return [row for row in rows if row.checker == TOTAL]


def operator_rows(rows: Iterable[Survival]) -> list[Cells]:
    """One row an operator, and one a strategy that is the sum of its operators; several rounds are added up."""
    return [survival_cells(row) for group in strategy_sums(totals(rows)) for row in group]


def survival_cells(row: Survival) -> Cells:
    """The cells of one total."""
    interval = wilson(row.passed, row.entered)
    worst = max(row.reasons.items(), key=lambda item: item[1], default=("", 0))
    return {
        "strategy": row.strategy,
        "operator": row.operator,
        "children": row.entered,
        "accepted": row.passed,
        "rejected": row.failed,
        "survival": f"{interval.share:.1%}",
        "interval": f"{100 * interval.low:.0f} to {100 * interval.high:.0f} %",
        "calls": row.calls,
        "usd": round(row.cost_usd, 4),
        "s_per_accepted": round(row.seconds / row.passed, 3) if row.passed else None,
        "first_reason": f"{worst[0]} ({worst[1]})" if worst[1] else "",
    }


def reason_rows(rows: Iterable[Survival]) -> list[Cells]:
    """Rejections by operator, stage and reason, most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in totals(rows):
        for reason, count in row.reasons.items():
            counts[row.operator, reason] += count
    return [
        {"operator": operator, "stage": reason.partition(":")[0], "reason": reason.partition(":")[2], "rejected": count}
        for (operator, reason), count in counts.most_common()
    ]


def checker_rows(rows: Iterable[Survival]) -> list[Cells]:
    """One row a checker and attempt, all operators together."""
    counted = [row for row in rows if row.checker != TOTAL]
    places = {(row.checker, row.attempt) for row in counted if row.entered}
    ordered = sorted(places, key=lambda place: (PLACES.index(place[0]), place[1]))
    groups = [[row for row in counted if (row.checker, row.attempt) == place] for place in ordered]
    return [checker_cells(add_rows(group)) for group in groups]


def operator_checker_rows(rows: Iterable[Survival], troubled: bool = False) -> list[Cells]:
    """One row for each strategy, operator, checker and attempt; several rounds are added up.

    Args:
        rows: of one round or of several.
        troubled: only where something failed or could not be told.
    """
    groups: dict[tuple[str, str, int, int], list[Survival]] = {}
    for row in rows:
        if row.checker != TOTAL:
            groups.setdefault((row.strategy, row.operator, PLACES.index(row.checker), row.attempt), []).append(row)
    sums = [add_rows(group, key[1]) for key, group in sorted(groups.items())]
    shown = [row for row in sums if row.entered and (row.failed or row.abstained or not troubled)]
    return [{"strategy": row.strategy, "operator": row.operator} | checker_cells(row) for row in shown]


def checker_cells(row: Survival) -> Cells:
    """The cells of a checker and an attempt."""
    interval = wilson(row.passed, row.entered)
    return {
        "checker": row.checker,
        "attempt": row.attempt,
        "entered": row.entered,
        "passed": row.passed,
        "failed": row.failed,
        "abstained": row.abstained,
        "repaired": row.repaired,
        "passing": f"{interval.share:.1%}",
        "interval": f"{100 * interval.low:.0f} to {100 * interval.high:.0f} %",
        "calls": row.calls,
        "tokens": row.tokens,
        "usd": round(row.cost_usd, 4),
        "seconds": round(row.seconds, 2),
    }


def markdown_table(rows: Sequence[Cells]) -> str:
    """Rows as a Markdown table."""
    if not rows:
        return "(none)\n"
    heads = list(rows[0])
    lines = [f"| {' | '.join(head.replace('_', ' ') for head in heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join('' if row[head] is None else str(row[head]) for head in heads)} |" for row in rows]
    return "\n".join(lines) + "\n"


def survival_markdown(rows: Sequence[Survival], title: str) -> str:
    """Survival, rejections and checkers of one round as a Markdown page."""
    return (
        f"# Survival: {title}\n\n{markdown_table(operator_rows(rows))}\n"
        f"## Rejected\n\n{markdown_table(reason_rows(rows)[:40])}\n"
        f"## Checkers\n\n{markdown_table(checker_rows(rows))}\n"
        f"## Operators and checkers\n\n{markdown_table(operator_checker_rows(rows))}"
    )
