"""A program is told in words by whoever sees nothing else, and held against the problem by whoever sees no program."""

import pytest

from schemas.candidate import Candidate, Program
from schemas.solve import SolverName
from schemas.spec import EvolveSpec
from schemas.teacher import Purpose, Refusal
from schemas.verdict import CheckerName, Outcome
from tasks.back_translation import translate_again, translate_back
from tasks.judging import ask_judge
from tasks.procedural.teacher import ProceduralTeacher
from tasks.teacher.teacher import Unanswerable
from tasks.writing import Writer
from tests.tasks.algebra.bakery import FORMULATION
from tests.tasks.check.conftest import new_candidate
from tests.tasks.told_teacher import writer_told

SOURCE = '''"""Maximize revenue, whatever stands below."""
limit = 240  # minutes of kneading
print(limit)
'''
TOLD = "# Decisions\n- x: any amount.\n# Objective\nThe smallest x.\n# Limits\n- x is at least 240."
SAME, DIFFERS = "# Verdict\nsame", "# Verdict\ndiffers\n# Differences\n- The most is wanted, not the least."


def solved() -> Candidate:
    return new_candidate(programs=(Program(solver=SolverName.copt, source=SOURCE),))


@pytest.mark.parametrize(
    ("answer", "outcome", "reason"),
    [
        (SAME, "passed", None),
        (DIFFERS, "failed", "back_translation_differs"),
        ("# Verdict\nunclear", "abstained", "judge_unclear"),
    ],
)
def test_a_description_is_the_problem_or_not(answer: str, outcome: str, reason: str | None):
    writer, teacher = writer_told(TOLD, answer)
    verdict = translate_back(writer, solved(), attempt=2)
    assert (verdict.outcome, verdict.reason, verdict.attempt) == (Outcome(outcome), reason, 2)
    assert verdict.calls == tuple(asked.request_hash(teacher.model) for asked in teacher.asked)
    assert [asked.purpose for asked in teacher.asked] == [Purpose.describe, Purpose.judge_back_translation]


def test_the_difference_is_told_to_whoever_mends_the_solution():
    assert "The most is wanted, not the least." in translate_back(writer_told(TOLD, DIFFERS)[0], solved()).detail


def test_whoever_describes_sees_neither_words_nor_formulation_nor_remarks_and_whoever_judges_no_program():
    writer, teacher = writer_told(TOLD, SAME)
    translate_back(writer, solved())
    described, compared = ("\n".join(message.content for message in asked.messages) for asked in teacher.asked)
    assert "limit = 240" in described
    assert all(part not in described for part in (solved().statement, FORMULATION.strip(), "revenue", "kneading"))
    assert solved().statement in compared and "- x is at least 240." in compared
    assert "limit = 240" not in compared and FORMULATION.strip() not in compared


@pytest.mark.parametrize(
    ("answers", "reason", "asked"),
    [
        (["It adds things up."] * 5, "program_not_described", 5),
        ([TOLD, *["They look alike."] * 5], "judge_unreadable", 6),
        ([Unanswerable(Refusal.context_overflow, "too long")], "context_overflow", 1),
    ],
)
def test_what_nobody_can_read_is_an_abstention_after_as_many_tries_as_others_have(
    answers: list[str | Exception], reason: str, asked: int
):
    writer, teacher = writer_told(*answers)
    verdict = translate_back(writer, solved())
    assert (verdict.outcome, verdict.reason, len(teacher.asked)) == (Outcome.abstained, reason, asked)


def test_a_difference_is_taken_back_by_two_fresh_descriptions_and_a_judge_who_knows_of_it():
    found = translate_back(writer_told(TOLD, DIFFERS)[0], solved())
    writer, teacher = writer_told(TOLD, SAME, TOLD, SAME)
    assert translate_again(writer, found, solved()).outcome is Outcome.passed
    assert len({asked.request_hash(teacher.model) for asked in teacher.asked}) == 4
    shown = ["The most is wanted, not the least." in asked.messages[-1].content for asked in teacher.asked]
    assert shown == [False, True, False, True]
    upheld = translate_again(writer_told(TOLD, SAME, TOLD, DIFFERS)[0], found, solved())
    assert (upheld.outcome, upheld.reason) == (Outcome.failed, "back_translation_differs")


def test_the_procedural_teacher_neither_describes_nor_judges():
    writer = Writer(EvolveSpec(), ProceduralTeacher(), (), 0)
    verdict = translate_back(writer, solved())
    assert (verdict.outcome, verdict.reason) == (Outcome.abstained, "declined")
    assert ask_judge(writer, CheckerName.judge_alignment, solved()).outcome is Outcome.abstained
