"""What policies are asked and shown, and what their training has cost."""

import json
from pathlib import Path

import pytest

from schemas.reward import RewardSpec
from tasks.policy.sources import read_problems
from tasks.reward.tags import in_tags, reward_tags, tagged_program


def test_a_file_of_questions_with_answers_is_a_source(tmp_path: Path):
    rows = [
        {"id": "a", "question": "How many?", "answer": "7"},
        {"id": "b", "question": "How?", "answer": "infeasible"},
    ]
    (tmp_path / "questions.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    found = read_problems(str(tmp_path / "questions.jsonl"), RewardSpec())
    assert [(problem.statement, problem.answer) for problem in found] == [("How many?", "7.0"), ("How?", "infeasible")]


def test_a_sample_in_tags_has_the_whole_form_and_its_program():
    told = in_tags("print(1)\n")
    assert reward_tags(told) == 1.0
    assert tagged_program(told) == "print(1)"


def test_seconds_of_a_resumed_training_are_those_of_all_its_runs():
    telling = pytest.importorskip("tasks.trainer.telling", reason="the train extra is not installed")
    lines = [{"seconds": seconds} for seconds in (1.0, 4.0, 2.0, 3.0)]
    assert telling.total_seconds(lines) == 7.0
    assert telling.total_seconds([]) == 0.0
