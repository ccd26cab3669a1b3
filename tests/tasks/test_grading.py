"""The grade says how far the evidence reaches."""

import pytest

from schemas.evidence import Evidence, Grade
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.grading import graded, with_verdicts


def verdict(checker: str, outcome: str = "passed", reason: str = "", **figures: float) -> Verdict:
    named = CheckerName(checker)
    return Verdict(candidate_id="c", checker=named, outcome=Outcome(outcome), reason=reason or None, figures=figures)


PASSED = (verdict("description"), verdict("program"), verdict("coverage"), verdict("stability"))


@pytest.mark.parametrize(
    ("more", "marks", "grade"),
    [
        ((), (), Grade.A),
        ((), ("near_duplicate",), Grade.A),
        ((), ("new_constraint_does_not_bind",), Grade.B),
        ((verdict("constraints", "abstained"),), (), Grade.B),
        ((verdict("flipped_type", "abstained"),), (), Grade.C),
        ((verdict("no_op", "failed"),), (), Grade.D),
    ],
)
def test_a_failure_outweighs_a_silence_and_a_silence_a_mark(
    more: tuple[Verdict, ...], marks: tuple[str, ...], grade: Grade
):
    assert graded((*PASSED, *more), marks) is grade


def test_the_last_word_of_a_rung_counts():
    assert graded((verdict("program", "failed"), *PASSED), ()) is Grade.A


def test_a_record_holds_who_said_what_and_what_was_measured():
    said = (*PASSED, verdict("metamorphic", relations=4, binding=2), verdict("flipped_type", "abstained"))
    record = with_verdicts(Evidence(program_objective=7.0), said, ())
    assert record.checkers == ("description", "program", "coverage", "stability", "metamorphic")
    assert (record.abstained, record.failed, record.grade) == (("flipped_type",), (), Grade.C)
    assert (record.relations, record.binding, record.program_objective) == (4, 2, 7.0)
    assert any(version.startswith("HiGHS") for version in record.versions)
