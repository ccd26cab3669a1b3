"""A second program sees the words alone, and its answer is held against the first one's."""

import pytest

from schemas.candidate import Candidate, Program
from schemas.solve import Solve, SolverName, TerminationStatus
from schemas.step import SolvePurpose
from schemas.verdict import Outcome
from tasks.second_program import Run, compare_programs
from tests.tasks.algebra.bakery import FORMULATION
from tests.tasks.check.conftest import new_candidate
from tests.tasks.told_teacher import writer_told

ANSWER = "# Status\noptimal\n# Program\n```python\nprint(208)\n```"


def first(status: str = "optimal", objective: float | None = 208.0) -> Candidate:
    program = Program(solver=SolverName.copt, source="print('the first')")
    return new_candidate(programs=(program,), status=TerminationStatus(status), objective=objective)


def ending(status: str, objective: float | None = None) -> Run:
    """A machine on which every program ends so."""
    return lambda source, solver: Solve(solver=solver, status=TerminationStatus(status), objective=objective)


@pytest.mark.parametrize(
    ("candidate", "run", "outcome", "reason"),
    [
        (first(), ending("optimal", 208.0), "passed", None),
        (first(), ending("optimal", 208.0000001), "passed", None),
        (first("infeasible", None), ending("infeasible"), "passed", None),
        (first(), ending("optimal", 209.0), "failed", "answers_disagree"),
        (first(), ending("infeasible"), "failed", "answers_disagree"),
        (first("infeasible", None), ending("unbounded"), "failed", "answers_disagree"),
        (first(), ending("crashed"), "abstained", "second_without_answer"),
        (first(), ending("time_limit"), "abstained", "second_without_answer"),
    ],
)
def test_two_answers_agree_or_not(candidate: Candidate, run: Run, outcome: str, reason: str | None):
    verdict, records = compare_programs(writer_told(ANSWER)[0], candidate, run)
    assert (verdict.outcome, verdict.reason) == (Outcome(outcome), reason)
    assert [record.purpose for record in records] == [SolvePurpose.second]


def test_both_objectives_are_told_where_they_disagree():
    verdict, _ = compare_programs(writer_told(ANSWER)[0], first(), ending("optimal", 209.0))
    assert "optimal 208" in verdict.detail and "optimal 209" in verdict.detail


def test_whoever_writes_it_sees_neither_formulation_nor_the_first_program():
    writer, teacher = writer_told(ANSWER)
    compare_programs(writer, first(), ending("optimal", 208.0))
    asked = "\n".join(message.content for message in teacher.asked[0].messages)
    assert first().statement in asked
    assert FORMULATION.strip() not in asked and "the first" not in asked


def test_a_second_program_that_nobody_writes_is_an_abstention_and_nothing_runs():
    verdict, records = compare_programs(writer_told(*["I would rather not."] * 5)[0], first(), ending("optimal", 208.0))
    assert (verdict.outcome, verdict.reason, records) == (Outcome.abstained, "unreadable_answer", ())
    assert len(verdict.calls) == 5
