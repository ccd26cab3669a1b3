"""What policies are asked and shown, and what their training has cost."""

import json
from pathlib import Path

import pytest

from schemas.policy_question import PolicyQuestion
from schemas.reward import RewardSpec
from schemas.solve import SolverName
from schemas.teacher import Message
from schemas.transfer_spec import TranslatedProblem
from tasks.policy.job import write_questions
from tasks.policy.sources import read_problems
from tasks.policy.translating import read_translated, write_translated
from tasks.reward.tags import in_tags, reward_tags, tagged_program


def test_a_file_of_questions_with_answers_is_a_source(tmp_path: Path):
    rows = [
        {"id": "a", "question": "How many?", "answer": "7"},
        {"id": "b", "question": "How?", "answer": "infeasible"},
    ]
    (tmp_path / "questions.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    found = read_problems(str(tmp_path / "questions.jsonl"), RewardSpec())
    assert [(problem.statement, problem.answer) for problem in found] == [("How many?", "7.0"), ("How?", "infeasible")]


def test_words_may_hold_any_sign_that_is_no_line_feed(tmp_path: Path):
    odd = "One\u2028two\x85three?"
    problem = TranslatedProblem(id="a", statement=odd, answer="1", programs={})
    write_translated(tmp_path / "problems.jsonl", [problem])
    assert read_translated(tmp_path / "problems.jsonl") == [problem]


def test_the_trainer_reads_any_sign_that_is_no_line_feed(tmp_path: Path):
    trainer = pytest.importorskip("tasks.trainer.questions", reason="the train extra is not installed")
    from tests.tasks.trainer.tiny import make_tokenizer

    told = (Message(role="user", content="One\u2028two\x85three?"),)
    question = PolicyQuestion(id="a", prompt=told, statement="One?", solver=SolverName.pulp, answer="1")
    write_questions(tmp_path / "questions.jsonl", [question])
    found = trainer.read_book(str(tmp_path / "questions.jsonl"), make_tokenizer(["One two three?"]), 1000)
    assert found.questions == [question]


def test_a_sample_in_tags_has_the_whole_form_and_its_program():
    told = in_tags("print(1)\n")
    assert reward_tags(told) == 1.0
    assert tagged_program(told) == "print(1)"


def test_seconds_of_a_resumed_training_are_those_of_all_its_runs():
    telling = pytest.importorskip("tasks.trainer.telling", reason="the train extra is not installed")
    lines = [{"seconds": seconds} for seconds in (1.0, 4.0, 2.0, 3.0)]
    assert telling.total_seconds(lines) == 7.0
    assert telling.total_seconds([]) == 0.0
