from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.queries import query, query_names

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def ask(tmp_path: Path, publish_all: Callable[[str], Lake]) -> Ask:
    publish_all(str(tmp_path))

    def run(name: str) -> list[tuple[Any, ...]]:
        with duckdb.connect() as connection:
            connection.execute("SET VARIABLE problem = 'd0'")
            return connection.execute(query(name, str(tmp_path))).fetchall()

    return run


def test_every_query_runs_as_printed(
    tmp_path: Path, publish_all: Callable[[str], Lake], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_all(str(tmp_path / "lake"))
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as connection:
        connection.execute("SET VARIABLE problem = 'd0'")
        assert all(connection.execute(query(name)).fetchall() for name in query_names())


def test_any_reader_sees_campaign_and_round(tmp_path: Path, publish_all: Callable[[str], Lake]) -> None:
    publish_all(str(tmp_path))
    source = f"read_parquet('{tmp_path}/candidates/**/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as connection:
        rows = connection.execute(f'SELECT DISTINCT campaign, "round" FROM {source} ORDER BY 2').fetchall()
    assert rows == [("small", 0), ("small", 1), ("small", 2)]


def test_survival_is_counted_by_operator(ask: Ask) -> None:
    rows = {row[1]: row[2:] for row in ask("survival_by_operator")}
    assert rows["modify_constraint"] == (3, 2, 0.6667)
    assert rows["combine"] == (1, 1, 1.0)


def test_rejections_are_counted_by_stage_and_reason(ask: Ask) -> None:
    assert ask("rejections") == [("check_program", "status_differs", 1)]


def test_an_accepted_problem_costs_what_was_spent_on_the_rejected_ones_too(ask: Ask) -> None:
    assert {row[1]: row[2] for row in ask("cost_per_accepted")} == {"modify_constraint": 2, "combine": 1, "seed": 2}


def test_ancestry_is_one_recursive_query(ask: Ask) -> None:
    assert [(row[0], row[4]) for row in ask("ancestry")] == [(0, "d0"), (1, "c2"), (2, "5eed0"), (2, "5eed1")]


def test_the_books_of_every_round_balance(ask: Ask) -> None:
    assert [row[1:] for row in ask("books_balance")] == [(0, 2, 2, 0, True), (1, 3, 2, 1, True), (2, 1, 1, 0, True)]


def test_a_query_that_is_not_there_is_named() -> None:
    with pytest.raises(LakeError, match="no query 'survival'; there are ancestry"):
        query("survival")
