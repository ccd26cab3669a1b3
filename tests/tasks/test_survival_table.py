"""Survival as tables: sums are sums, shares have intervals, and Markdown holds the same cells."""

from typing import Any

from schemas.round import Survival
from tasks.survival_table import (
    checker_rows,
    markdown_table,
    operator_rows,
    reason_rows,
    survival_cells,
    survival_markdown,
)


def total(operator: str, strategy: str = "scope", round: int = 1, **fields: Any) -> Survival:
    """The books of one operator of one round."""
    told: dict[str, Any] = {"checker": "total", "attempt": 0, "entered": 10, "passed": 6, "failed": 4, "abstained": 0}
    return Survival(campaign="c", round=round, strategy=strategy, operator=operator, **(told | fields))


ROWS = (
    total("combine", calls=30, cost_usd=0.5, seconds=12, reasons={"execute:crashed": 3, "mutate:declined": 1}),
    total("combine", round=2, passed=10, failed=0, seconds=4),
    total("transform_domain", passed=0, failed=10, reasons={"mutate:declined": 10}),
    total("change_parameter", strategy="complexity", passed=10, failed=0),
    total("combine", checker="program", entered=6, failed=0),
    total("combine", checker="read", attempt=1, entered=4, passed=1, failed=3),
    total("combine", checker="read", entered=10, passed=6),
)


def test_operators_stand_before_their_strategy_and_all_stands_last():
    rows = operator_rows(ROWS)
    assert [(row["strategy"], row["operator"]) for row in rows] == [
        ("scope", "combine"),
        ("scope", "transform_domain"),
        ("scope", "all"),
        ("complexity", "change_parameter"),
        ("complexity", "all"),
        ("all", "all"),
    ]


def test_rounds_and_operators_are_added_up():
    cells = {(row["strategy"], row["operator"]): row for row in operator_rows(ROWS)}
    assert (cells["scope", "combine"]["children"], cells["scope", "combine"]["accepted"]) == (20, 16)
    assert (cells["scope", "all"]["children"], cells["scope", "all"]["accepted"]) == (30, 16)
    assert (cells["all", "all"]["children"], cells["all", "all"]["rejected"]) == (40, 14)


def test_cells_hold_share_interval_cost_and_first_reason():
    cells = survival_cells(ROWS[0])
    assert (cells["survival"], cells["interval"]) == ("60.0%", "31 to 83 %")
    assert (cells["calls"], cells["usd"], cells["s_per_accepted"]) == (30, 0.5, 2.0)
    assert cells["first_reason"] == "execute:crashed (3)"


def test_nobody_accepted_has_no_seconds_an_accepted_one():
    assert survival_cells(ROWS[2])["s_per_accepted"] is None


def test_nobody_at_all_gives_no_rows():
    assert operator_rows(()) == reason_rows(()) == checker_rows(()) == []


def test_reasons_come_most_frequent_first_with_their_stage():
    rows = reason_rows(ROWS)
    assert [(row["operator"], row["stage"], row["reason"], row["rejected"]) for row in rows] == [
        ("transform_domain", "mutate", "declined", 10),
        ("combine", "execute", "crashed", 3),
        ("combine", "mutate", "declined", 1),
    ]


def test_checkers_come_in_the_order_of_a_round_and_by_attempt():
    rows = checker_rows(ROWS)
    assert [(row["checker"], row["attempt"], row["passing"]) for row in rows] == [
        ("read", 0, "60.0%"),
        ("read", 1, "25.0%"),
        ("program", 0, "100.0%"),
    ]


def test_markdown_has_a_line_a_row_and_nothing_for_none():
    lines = markdown_table([{"a_b": 1, "c": None}, {"a_b": "x", "c": 2}]).splitlines()
    assert lines == ["| a b | c |", "|---|---|", "| 1 |  |", "| x | 2 |"]
    assert markdown_table([]) == "(none)\n"


def test_the_page_of_a_round_has_three_tables():
    page = survival_markdown(ROWS, "c, round 1")
    assert page.startswith("# Survival: c, round 1\n")
    assert page.index("## Rejected") < page.index("## Checkers")
