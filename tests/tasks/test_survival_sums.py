"""Sums of the books: rounds into operators, operators into strategies, strategies into one."""

from typing import Any

from schemas.round import Survival
from tasks.survival_sums import add_rows, operator_sums, strategy_sums


def total(operator: str, entered: int, passed: int, **fields: Any) -> Survival:
    """The books of one operator of one round."""
    told: dict[str, Any] = {"campaign": "c", "round": 1, "strategy": "s", "checker": "total", "attempt": 0}
    counts: dict[str, Any] = {"entered": entered, "passed": passed, "failed": entered - passed, "abstained": 0}
    return Survival(**(told | counts | fields), operator=operator)


def test_counts_costs_and_reasons_are_added():
    ours = total("combine", 4, 1, calls=5, cost_usd=0.1, seconds=2, reasons={"mutate:declined": 3})
    theirs = total("fly", 6, 4, calls=7, cost_usd=0.2, seconds=1, reasons={"execute:crashed": 1, "mutate:declined": 1})
    row = add_rows([ours, theirs])
    assert (row.operator, row.entered, row.passed, row.failed, row.calls) == ("all", 10, 5, 5, 12)
    assert (round(row.cost_usd, 9), row.seconds) == (0.3, 3.0)
    assert row.reasons == {"execute:crashed": 1, "mutate:declined": 4}


def test_an_operator_is_the_sum_of_its_rounds():
    rows = operator_sums([total("modify", 3, 1), total("combine", 4, 1), total("combine", 6, 5, round=2)])
    assert [(row.operator, row.entered, row.passed) for row in rows] == [("combine", 10, 6), ("modify", 3, 1)]


def test_strategies_and_the_whole_are_sums():
    groups = strategy_sums([total("combine", 4, 1), total("fly", 6, 5), total("modify", 2, 2, strategy="t")])
    assert [[row.operator for row in group] for group in groups] == [
        ["combine", "fly", "all"],
        ["modify", "all"],
        ["all"],
    ]
    assert [(group[-1].strategy, group[-1].entered, group[-1].passed) for group in groups] == [
        ("s", 10, 6),
        ("t", 2, 2),
        ("all", 12, 8),
    ]


def test_nobody_at_all_has_no_sums():
    assert strategy_sums([]) == ()
