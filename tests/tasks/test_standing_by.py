"""A judge found fault, and whoever wrote the solution stands by it."""

import pytest

from schemas.candidate import Candidate
from schemas.solve import TerminationStatus
from schemas.spec import EvolveSpec
from schemas.teacher import Completion, Prompt
from schemas.teacher_spec import TeacherSpec
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.judging import ask_again
from tasks.repair import same_solution
from tasks.writing import Writer
from tests.tasks.check.conftest import new_candidate

PASSED = "# Verdict\npassed\n"
FAILED = "# Verdict\nfailed\n\n# Errors\n- The oven's limit is missing.\n"
UNCLEAR = "# Verdict\nunclear\n"
FOUND = Verdict(
    candidate_id="child",
    checker=CheckerName.judge_constraints,
    attempt=1,
    outcome=Outcome.failed,
    reason="judged_wrong",
    detail="A limit of the ovens is missing.",
)
SPEC = EvolveSpec(teacher=TeacherSpec(model="openai/mill"))


class Scripted:
    """A judge with its answers in their order."""

    model = "openai/mill"

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.heard: list[str] = []

    def complete(self, prompt: Prompt) -> Completion:
        self.heard.append(prompt.messages[-1].content)
        text = self.answers.pop(0)
        return Completion(
            request_hash=prompt.request_hash(self.model), model=self.model, purpose=prompt.purpose, text=text
        )


def heard(judge: Scripted) -> Verdict:
    return ask_again(Writer(SPEC, judge, (), 0), FOUND, new_candidate(), None)


def test_a_finding_is_taken_back_only_by_two_words_against_it():
    judge = Scripted(PASSED, PASSED)
    verdict = heard(judge)
    assert (verdict.outcome, verdict.reason, verdict.attempt) == (Outcome.passed, None, 1)
    assert len(set(verdict.calls)) == 2


@pytest.mark.parametrize("answers", [(FAILED,), (PASSED, FAILED), (UNCLEAR,), (PASSED, UNCLEAR)])
def test_a_judge_who_finds_it_again_or_cannot_tell_has_taken_nothing_back(answers: tuple[str, ...]):
    judge = Scripted(*answers)
    verdict = heard(judge)
    assert (verdict.outcome, verdict.detail) == (Outcome.failed, FOUND.detail)
    assert len(verdict.calls) == len(answers)


def test_the_judge_is_told_what_it_found():
    judge = Scripted(PASSED, PASSED)
    heard(judge)
    assert all(FOUND.detail in heard_words for heard_words in judge.heard)


@pytest.fixture
def solved() -> Candidate:
    return new_candidate(declared_status=TerminationStatus.infeasible)


def test_a_solution_that_declares_another_outcome_is_another_solution(solved: Candidate):
    assert same_solution(solved, solved.model_copy(update={"changes": "other words"}))
    assert not same_solution(solved, solved.model_copy(update={"declared_status": TerminationStatus.optimal}))
