"""A judge passes, fails with its errors, or abstains: silence and muddle are never a pass."""

import pytest

from schemas.candidate import Candidate, Program
from schemas.solve import Solve, SolverName, TerminationStatus
from schemas.teacher import Refusal
from schemas.verdict import CheckerName, Outcome
from tasks.judging import ask_again, ask_judge
from tasks.teacher.teacher import Unanswerable
from tests.tasks.check.conftest import new_candidate
from tests.tasks.told_teacher import writer_told

PASSED, UNCLEAR = "# Verdict\npassed\n# Errors\nnone", "# Verdict\nunclear"
FAILED = "# Verdict\nfailed\n# Errors\n- The profit of a bun is 3.\n- The oven has 900 minutes."
ALIGNMENT = CheckerName.judge_alignment


def solved() -> Candidate:
    return new_candidate(programs=(Program(solver=SolverName.copt, source="print(208)"),))


def test_a_judge_passes_with_the_hash_of_the_answer_that_it_rests_on():
    writer, teacher = writer_told(PASSED)
    verdict = ask_judge(writer, ALIGNMENT, solved(), attempt=1)
    assert (verdict.outcome, verdict.reason, verdict.attempt) == (Outcome.passed, None, 1)
    assert verdict.calls == (teacher.asked[0].request_hash(teacher.model),)


def test_a_judge_fails_with_its_errors_in_one_sentence():
    verdict = ask_judge(writer_told(FAILED)[0], ALIGNMENT, solved())
    assert (verdict.outcome, verdict.reason) == (Outcome.failed, "judged_wrong")
    assert verdict.detail == "The profit of a bun is 3.; The oven has 900 minutes."


def test_an_unclear_judge_abstains():
    verdict = ask_judge(writer_told(UNCLEAR)[0], ALIGNMENT, solved())
    assert (verdict.outcome, verdict.reason) == (Outcome.abstained, "judge_unclear")


def test_an_unreadable_judge_is_asked_again_with_the_reason_and_then_counts():
    writer, teacher = writer_told("It looks right to me.", PASSED)
    verdict = ask_judge(writer, ALIGNMENT, solved())
    assert verdict.outcome is Outcome.passed and len(verdict.calls) == 2
    assert "the answer has no part '# Verdict'" in teacher.asked[1].messages[-1].content


def test_a_judge_that_never_gives_a_verdict_abstains_after_five_answers():
    writer, teacher = writer_told(*["It looks right to me."] * 5)
    verdict = ask_judge(writer, ALIGNMENT, solved())
    assert (verdict.outcome, verdict.reason, len(teacher.asked)) == (Outcome.abstained, "judge_unreadable", 5)


@pytest.mark.parametrize(
    "muddle", ["# Verdict\npassed\n# Errors\n- The oven is missing.", "# Verdict\nfailed\n# Errors\nnone"]
)
def test_a_verdict_that_contradicts_itself_is_none(muddle: str):
    assert ask_judge(writer_told(*[muddle] * 5)[0], ALIGNMENT, solved()).outcome is Outcome.abstained


def test_a_judge_that_cannot_be_asked_abstains_with_that_reason():
    refusal = Unanswerable(Refusal.content_filter, "the filter says no")
    verdict = ask_judge(writer_told(refusal)[0], ALIGNMENT, solved())
    assert (verdict.outcome, verdict.reason, verdict.detail) == (
        Outcome.abstained,
        "content_filter",
        "the filter says no",
    )


def test_a_judge_is_shown_how_the_program_ended():
    writer, teacher = writer_told(PASSED)
    solve = Solve(solver=SolverName.copt, status=TerminationStatus.optimal, objective=208.0)
    ask_judge(writer, CheckerName.judge_program, solved(), solve=solve)
    assert "optimal with the objective value 208" in teacher.asked[0].messages[0].content


@pytest.mark.parametrize(
    ("answers", "outcome", "asked"),
    [
        ((PASSED, PASSED), "passed", 2),
        ((PASSED, FAILED), "failed", 2),
        ((FAILED,), "failed", 1),
        ((UNCLEAR,), "failed", 1),
    ],
)
def test_a_finding_is_taken_back_by_two_looks_and_by_nothing_less(answers: tuple[str, ...], outcome: str, asked: int):
    found = ask_judge(writer_told(FAILED)[0], ALIGNMENT, solved())
    writer, teacher = writer_told(*answers)
    last = ask_again(writer, found, solved(), None)
    assert (last.outcome, len(teacher.asked)) == (Outcome(outcome), asked)
    assert len(last.calls) == asked and "The profit of a bun is 3." in teacher.asked[0].messages[-1].content
