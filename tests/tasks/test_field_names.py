from pathlib import Path

import pytest

from tasks.field_names import find_fields
from tasks.row_file import Row, RowProblem
from tasks.seed_file import read_seed_file
from tests.benchmarks import ROWS, benchmarks_or_skip


@pytest.mark.parametrize(
    ("row", "statement", "objective"),
    [
        ({"en_question": "words", "en_answer": 1}, "en_question", "en_answer"),
        ({"id": 1, "Question": "words", "Answer": "3"}, "Question", "Answer"),
        ({"problem": "words", "LICENSE": "MIT"}, "problem", ""),
        ({"description": "more", "question": "words"}, "question", ""),
    ],
)
def test_words_and_answer_are_found_by_the_names_in_use(row: Row, statement: str, objective: str):
    fields = find_fields([(1, row)])
    assert (fields.statement, fields.objective, fields.foreign) == (statement, objective, True)


def test_what_is_taken_and_what_is_not_is_said():
    fields = find_fields([(1, {"Question": "words", "Answer": "3", "Type": "LP", "license": "MIT"})])
    assert fields.said("mine.json") == (
        "mine.json: statement = Question, objective = Answer, licence = license; not read: Type"
    )


def test_what_the_first_row_lacks_is_found_in_a_later_one():
    fields = find_fields([(1, {"question": "words"}), (2, {"question": "words", "answer": 3, "kind": "LP"})])
    assert (fields.statement, fields.objective, fields.left_out) == ("question", "answer", ("kind",))


def test_our_own_names_come_first_and_unknown_ones_are_taken_for_ours():
    bad = RowProblem(file="f", line=1, field="line", value="", remedy="")
    assert not find_fields([(1, bad), (2, {"question": "other words", "statement": "words"})]).foreign
    assert not find_fields([(1, {"colour": "red"})]).foreign
    assert not find_fields([]).foreign


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_public_benchmarks_are_read_as_they_are(number: int):
    file: Path = benchmarks_or_skip()[number]
    found = read_seed_file(file)
    assert len(found.seeds) + found.repeated == ROWS[file.name]
    answered = sum(seed.status is not None for seed in found.seeds)
    assert answered == len(found.seeds) or file.name == "OptiBench.json"
