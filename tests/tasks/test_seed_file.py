import json
from pathlib import Path
from typing import Any

import polars
import pytest

from tasks.row_file import RowProblem, RowsError
from tasks.seed_file import read_seed_file, read_seeds, seed_candidates

GOOD: dict[str, Any] = {
    "statement": "A bakery sells bread at 3 dollars and has flour for 40 loaves; how many loaves should it bake?",
    "formulation": "maximize 3 x subject to x <= 40",
    "programs": [{"solver": "copt", "source": "x = 1\n"}],
    "objective": 120.0,
    "sense": "maximize",
    "domain": "retail",
    "licence": "Apache-2.0",
}


def written(path: Path, *rows: Any) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def problems(path: Path) -> dict[tuple[int, str], RowProblem]:
    with pytest.raises(RowsError) as caught:
        read_seeds(path)
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)
    return {(problem.line, problem.field): problem for problem in caught.value.problems}


def test_json_lines_and_parquet_give_the_same_seeds(tmp_path: Path):
    lines = written(tmp_path / "mine.jsonl", GOOD, "", {**GOOD, "statement": GOOD["statement"] + " Whole loaves only."})
    seeds = read_seeds(lines)
    rows = [json.loads(line) for line in lines.read_text().splitlines() if line]
    polars.DataFrame(rows).write_parquet(tmp_path / "mine.parquet")
    assert read_seeds(tmp_path / "mine.parquet") == seeds
    assert len({seed.id for seed in seeds}) == 2


def test_all_bad_rows_are_named_at_once_with_line_field_value_and_remedy(tmp_path: Path):
    found = problems(
        written(
            tmp_path / "mine.jsonl",
            GOOD,
            {**GOOD, "objective": "cheap"},
            "{not json",
            [1, 2],
            {**GOOD, "statement": "short"},
            {name: value for name, value in GOOD.items() if name != "statement"},
            {**GOOD, "colour": "red"},
            {**GOOD, "domain": "astrology"},
        )
    )
    assert set(found) == {
        (2, "objective"),
        (3, "line"),
        (4, "line"),
        (5, "statement"),
        (6, "statement"),
        (7, "colour"),
        (8, "domain"),
    }
    assert "cheap" in found[2, "objective"].value
    assert found[6, "statement"].value == "(missing)"
    assert "statement" in found[7, "colour"].remedy
    assert all(problem.remedy for problem in found.values())


def test_the_bad_rows_of_a_parquet_file_are_named_by_their_number(tmp_path: Path):
    polars.DataFrame([GOOD, {**GOOD, "statement": "short"}]).write_parquet(tmp_path / "mine.parquet")
    assert set(problems(tmp_path / "mine.parquet")) == {(2, "statement")}


def test_what_contradicts_itself_is_a_problem(tmp_path: Path):
    other = GOOD["statement"] + " {}"
    found = problems(
        written(
            tmp_path / "mine.jsonl",
            {**GOOD, "status": "unbounded", "statement": other.format("None.")},
            {**GOOD, "status": "infeasible", "statement": other.format("One.")},
            {**GOOD, "programs": [{"solver": "copt", "source": "x = = 1"}], "statement": other.format("Two.")},
            {**GOOD, "status": "time_limit", "statement": other.format("Three.")},
        )
    )
    assert set(found) == {(1, "objective"), (2, "objective"), (3, "programs.0.source"), (4, "status")}


@pytest.mark.parametrize("objective", ["NaN", "Infinity", "1e999"])
def test_an_objective_that_is_no_finite_number_is_a_problem(tmp_path: Path, objective: str):
    row = json.dumps({**GOOD, "objective": 1}).replace('"objective": 1', f'"objective": {objective}')
    assert set(problems(written(tmp_path / "mine.jsonl", row))) == {(1, "objective")}


def test_a_program_that_is_nested_too_deeply_is_a_problem(tmp_path: Path):
    source = f"x = {'-' * 200_000}1\n"
    row = {**GOOD, "programs": [{"solver": "copt", "source": source}]}
    assert set(problems(written(tmp_path / "mine.jsonl", row))) == {(1, "programs.0.source")}


def test_the_same_words_twice_are_a_problem(tmp_path: Path):
    found = problems(written(tmp_path / "mine.jsonl", GOOD, GOOD))
    assert "line 1" in found[2, "statement"].remedy


@pytest.mark.parametrize("name", ["none.jsonl", "folder.jsonl", "seeds.csv", "empty.jsonl", "broken.parquet"])
def test_a_file_that_holds_no_seeds_is_named(tmp_path: Path, name: str):
    (tmp_path / "folder.jsonl").mkdir()
    for made in ("seeds.csv", "broken.parquet"):
        (tmp_path / made).write_text("a,b\n")
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(RowsError, match=name):
        read_seeds(tmp_path / name)


def test_a_parquet_row_with_a_broken_blueprint_is_a_problem_of_its_row(tmp_path: Path):
    polars.DataFrame([{**GOOD, "blueprint": "{not json"}]).write_parquet(tmp_path / "mine.parquet")
    assert {line for line, _ in problems(tmp_path / "mine.parquet")} == {1}


def test_a_seed_becomes_an_accepted_member_of_generation_0(tmp_path: Path):
    (seed,) = read_seeds(written(tmp_path / "mine.jsonl", GOOD))
    (member,) = seed_candidates([seed], "mine")
    assert member.is_alive()
    assert (member.generation, member.round, member.seed_ids) == (0, 0, (seed.id,))
    assert (member.statement, member.objective) == (seed.statement, 120.0)


def test_words_alone_are_a_seed_that_lacks_the_rest(tmp_path: Path):
    rows = [{"statement": GOOD["statement"]}, {**GOOD, "statement": GOOD["statement"] + " Soon."}]
    found = read_seed_file(written(tmp_path / "mine.jsonl", *rows))
    assert [seed.lacks() for seed in found.seeds] == [("formulation", "program", "answer"), ()]
    assert found.seeds[0].licence == "NOASSERTION"
    assert found.to_be_written().startswith("; 1 lack formulation, 1 lack program, 1 lack answer")


def test_an_answer_that_is_left_open_is_lacking_and_counts_for_the_id(tmp_path: Path):
    rows = [
        {**GOOD, "objective": None},
        {**GOOD, "objective": None, "status": "infeasible_or_unbounded", "statement": GOOD["statement"] + " Or not."},
    ]
    seeds = read_seeds(written(tmp_path / "mine.jsonl", *rows))
    assert [seed.lacks() for seed in seeds] == [("answer",), ("answer",)]
    other = seeds[0].model_copy(update={"status": "optimal"})
    assert other.id != seeds[0].id
    whole = read_seeds(written(tmp_path / "whole.jsonl", GOOD, {**GOOD, "statement": rows[1]["statement"]}))
    assert whole[0].id == whole[0].model_copy(update={"objective": 7.0}).id


def test_a_formulation_is_not_missed_where_solutions_hold_none(tmp_path: Path):
    row = {name: value for name, value in GOOD.items() if name != "formulation"}
    (seed,) = read_seeds(written(tmp_path / "mine.jsonl", row))
    assert seed.lacks() == ("formulation",)
    assert seed.lacks(formulation=False) == ()


def test_a_foreign_file_is_read_by_its_own_names_and_says_so(tmp_path: Path):
    rows = [
        {"id": 1, "Question": GOOD["statement"], "Answer": "1,160.0"},
        {"id": 2, "Question": GOOD["statement"] + " Why?", "Answer": "No Best Solution"},
        {"id": 3, "Question": GOOD["statement"] + " How?", "Answer": {"bread": "1", "profit": "3"}},
        {"id": 4, "Question": GOOD["statement"], "Answer": "1160"},
    ]
    found = read_seed_file(written(tmp_path / "mine.json", *rows))
    assert [(seed.status, seed.objective) for seed in found.seeds] == [
        ("optimal", 1160.0),
        ("infeasible_or_unbounded", None),
        (None, None),
    ]
    assert found.said() == (
        "mine.json: statement = Question, objective = Answer; not read: id",
        "mine.json: 1 rows with words that an earlier row has, 1 rows whose answer can't be read",
    )


def test_a_foreign_row_without_words_is_a_problem(tmp_path: Path):
    rows = [{"question": GOOD["statement"]}, {"answer": 3}, {"question": "short"}]
    assert set(problems(written(tmp_path / "mine.jsonl", *rows))) == {(2, "statement"), (3, "statement")}
