"""The terminal: tables fit 80 columns without breaking a name, brackets are text, progress reaches the end."""

import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import flows.terminal
from flows.commands import diff_command, report_command
from flows.live import progress_table
from flows.terminal import counting, print_line, print_survival, print_table
from schemas.candidate import Stage
from schemas.spec import CampaignSpec
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round
from tasks.progress import RoundProgress, StageProgress
from tasks.publish import base_manifest
from tests.tasks.rounds import child, publish_counts


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is written on a terminal of 80 columns."""
    file = io.StringIO()
    monkeypatch.setattr(flows.terminal, "console", Console(file=file, width=80, color_system=None))
    return file


def lines(screen: io.StringIO) -> list[str]:
    """What stands on the screen."""
    return [line.rstrip() for line in screen.getvalue().splitlines()]


def survival(strategy: str, operator: str) -> dict[str, Any]:
    """A row as `operator_rows` gives it."""
    books = {"children": 1000, "accepted": 917, "survival": "91.7%", "interval": "90 to 93 %", "calls": 21000}
    return {"strategy": strategy, "operator": operator, **books, "s_per_accepted": 12.345}


def test_survival_fits_80_columns_with_whole_names(screen: io.StringIO):
    rows = [survival("complexity_evolving", "modify_constraint"), survival("complexity_evolving", "all")]
    print_survival("Survival", [*rows, survival("scope_evolving", "transform_domain"), survival("all", "all")])
    shown = lines(screen)
    assert max(map(len, shown)) <= 80
    for name in ("complexity_evolving", "modify_constraint", "transform_domain", "90 to 93 %"):
        assert any(name in line for line in shown)


def test_a_strategy_stands_above_its_operators(screen: io.StringIO):
    print_survival("Survival", [survival("scope_evolving", "combine"), survival("scope_evolving", "all")])
    shown = [line.split()[0] for line in lines(screen)[-3:] if line]
    assert shown == ["scope_evolving", "combine"]


def test_reasons_and_checkers_fit_80_columns_with_whole_names(screen: io.StringIO):
    reasons = [
        {"operator": "modify_constraint", "stage": "check_description", "reason": "unstated_number", "rejected": 123}
    ]
    print_table("Reasons", reasons)
    books = {"entered": 1000, "passed": 900, "failed": 100, "abstained": 12, "repaired": 34, "passing": "90.0%"}
    print_table("Checkers", [{"checker": "description", "attempt": 3, **books, "seconds": 1234.56}])
    shown = lines(screen)
    assert max(map(len, shown)) <= 80
    assert any(
        {"modify_constraint", "check_description", "unstated_number", "123"} <= set(line.split()) for line in shown
    )
    assert any({"checker", "attempt", "abstained", "repaired", "seconds"} <= set(line.split()) for line in shown)


def test_a_long_cell_is_folded_and_not_cut(screen: io.StringIO):
    remedy = "pip install " + " ".join(f"package-{number}" for number in range(20))
    print_table("This machine", [{"what": "packages", "remedy": remedy}])
    words = screen.getvalue().split()
    assert all(word in words for word in remedy.split())
    assert "…" not in screen.getvalue()


def test_brackets_in_data_are_text_and_no_markup(screen: io.StringIO):
    print_table("Found", [{"what": "[bold]x[/bold]", "n": 1}])
    print_line("disagrees: use[p, r] and [/oops]")
    assert "[bold]x[/bold]" in screen.getvalue()
    assert "use[p, r] and [/oops]" in screen.getvalue()


def test_no_rows_print_nothing(screen: io.StringIO):
    print_table("Nothing", [])
    assert not screen.getvalue()


def test_a_column_without_any_value_is_left_out(screen: io.StringIO):
    print_table("Found", [{"what": "x", "usd": 0.0}, {"what": "y", "usd": 0.0}])
    assert "usd" not in screen.getvalue() and "what" in screen.getvalue()


def test_counting_says_how_far_it_is_where_there_is_no_terminal(screen: io.StringIO, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(flows.terminal, "SECONDS_A_LINE", 0.0)
    with counting("problems audited") as show:
        show(1, 2)
        show(2, 2)
    assert lines(screen) == ["1 of 2 problems audited", "2 of 2 problems audited"]


def test_progress_counts_what_each_stage_has_left(screen: io.StringIO):
    stages = (
        StageProgress(stage=Stage.mutate, done=10, rejected=4),
        StageProgress(stage=Stage.formulate, done=3, rejected=0),
    )
    table = progress_table([RoundProgress(campaign="c", round=1, children=10, stages=stages)])
    flows.terminal.console.print(table)
    shown = screen.getvalue()
    assert "10/10" in shown and "3/6" in shown


def test_a_strategy_is_called_what_its_user_calls_it(screen: io.StringIO):
    print_survival("Survival", [survival("mine [v2]", "all"), survival("no [/i]", "all")])
    assert all(any(name in line for line in lines(screen)) for name in ("mine [v2]", "no [/i]"))


def test_what_a_lake_holds_and_where_it_lies_is_no_markup(screen: io.StringIO, tmp_path: Path):
    words = "A bakery sells at most 12 loaves [/INST] a day."
    left, right = CampaignSpec(lake=str(tmp_path / "l[eft]")), CampaignSpec(lake=str(tmp_path / "r"))
    publish_counts(left, (1, 1))
    publish_counts(right)
    seed = child(right.for_round(), 1, 0, accepted=True).model_copy(update={"statement": words})
    publish_round(Lake(right.lake), Partition(manifest=base_manifest(right.for_round(), 1), candidates=(seed,)))
    assert diff_command(left.lake, right.lake, as_json=False) == 1
    report_command(left.lake, None, "", as_json=False)
    shown = screen.getvalue()
    assert "[/INST]" in shown and f"Report: {left.lake}/report.html" in shown
