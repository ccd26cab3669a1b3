from pathlib import Path
from typing import Any

import pytest

from schemas.candidate import Candidate, Difficulty
from schemas.round import Manifest
from schemas.spec import EvolveSpec
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.difference import compare_lakes
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round


def candidate(id: str, **fields: Any) -> Candidate:
    return Candidate(id=id, campaign="c", round=1, number=0, generation=1, strategy="s", operator="combine", **fields)


def verdict(id: str, **fields: Any) -> Verdict:
    told: dict[str, Any] = {"outcome": Outcome.passed, **fields}
    return Verdict(candidate_id=id, checker=CheckerName.program, **told)


def write(path: Path, candidates: list[Candidate], verdicts: list[Verdict], **manifest: Any) -> Path:
    told: dict[str, Any] = {
        "started": "now",
        "finished": "then",
        "seconds": 1.0,
        "host": "here",
        "cost_usd": 0.0,
        **manifest,
    }
    made = Manifest(
        campaign="c",
        round=1,
        schema_version=1,
        spec=EvolveSpec.model_validate({"campaign": "c"}),
        spec_hash="s",
        code_version="1",
        prompt_hashes={},
        teacher="t",
        solver_versions={},
        door="local",
        children=len(candidates),
        accepted=len(candidates),
        rejected=0,
        calls=0,
        **told,
    )
    publish_round(Lake(path), Partition(manifest=made, candidates=tuple(candidates), verdicts=tuple(verdicts)))
    return path


def test_lakes_that_differ_in_clocks_hosts_costs_and_attempts_are_the_same(tmp_path: Path) -> None:
    left = write(tmp_path / "a", [candidate("1", difficulty=Difficulty(words=3, solve_seconds=1.0))], [verdict("1")])
    right = write(
        tmp_path / "b",
        [candidate("1", difficulty=Difficulty(words=3, solve_seconds=2.0))],
        [verdict("1", seconds=9.0, attempt=1)],
        host="there",
        seconds=5.0,
        cost_usd=1.0,
    )
    difference = compare_lakes(left, right)
    assert difference.same
    assert difference.compared == {"candidates": (1, 1), "verdicts": (1, 1)}
    assert difference.summary().endswith("the lakes hold the same rows")


def test_rows_of_one_lake_alone_are_named_with_their_side(tmp_path: Path) -> None:
    left = write(tmp_path / "a", [candidate("1"), candidate("2")], [verdict("1")])
    right = write(tmp_path / "b", [candidate("1")], [verdict("1"), verdict("3")])
    found = [(row.table, row.key, row.side) for row in compare_lakes(left, right).rows]
    assert found == [("candidates", ("c", "1", "2"), "left"), ("verdicts", ("c", "1", "3", "program"), "right")]


@pytest.mark.parametrize(
    ("left", "right", "column", "values"),
    [
        ({"statement": "six"}, {"statement": "ten"}, "statement", ("six", "ten")),
        ({"objective": 1.0}, {"objective": 1.5}, "objective", ("1.0", "1.5")),
        ({"marks": ("x",)}, {}, "marks", ("['x']", "[]")),
        ({"difficulty": Difficulty(words=3)}, {"difficulty": Difficulty(words=4)}, "difficulty.words", ("3", "4")),
    ],
)
def test_the_first_column_that_differs_is_named_with_both_values(
    tmp_path: Path, left: dict[str, Any], right: dict[str, Any], column: str, values: tuple[str, str]
) -> None:
    lakes = (write(tmp_path / side, [candidate("1", **told)], []) for side, told in (("a", left), ("b", right)))
    difference = compare_lakes(*lakes)
    (row,) = difference.rows
    assert (row.side, row.column, (row.left, row.right)) == ("both", column, values)
    assert f"candidates c 1 1: {column} is" in difference.summary()


def test_verdicts_are_compared_as_sets(tmp_path: Path) -> None:
    failed = verdict("1", outcome=Outcome.failed, reason="crashed")
    left = write(tmp_path / "a", [candidate("1")], [failed, failed.model_copy(update={"attempt": 1})])
    right = write(tmp_path / "b", [candidate("1")], [failed])
    assert compare_lakes(left, right).same


def test_a_round_that_one_lake_lacks_is_a_difference(tmp_path: Path) -> None:
    left = write(tmp_path / "a", [candidate("1")], [])
    right = write(tmp_path / "b", [candidate("1")], [])
    later = candidate("2").model_copy(update={"round": 2})
    manifest = Lake(right).manifest("c", 1).model_copy(update={"round": 2})
    publish_round(Lake(right), Partition(manifest=manifest, candidates=(later,)))
    assert [row.key for row in compare_lakes(left, right).rows] == [("c", "2", "2")]


def test_a_path_without_a_lake_is_an_error(tmp_path: Path) -> None:
    lake = write(tmp_path / "a", [candidate("1")], [])
    with pytest.raises(LakeError, match="nowhere holds no published round"):
        compare_lakes(lake, tmp_path / "nowhere")
