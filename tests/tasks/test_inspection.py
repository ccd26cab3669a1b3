"""Embedded checkers look at a case in a worker process, and whatever the case does there costs itself alone."""

import time
from collections.abc import Iterator

import pytest

from schemas.solve import Solve, SolverName, TerminationStatus
from schemas.verdict import CheckerName, Outcome
from tasks import inspection
from tasks.check.case import Case
from tasks.check.checks import CHECKS
from tasks.examination import EMBEDDED_CHECKS
from tasks.execution import Readings, read_apart
from tasks.inspection import inspect, look_at
from tasks.workers import pool
from tasks.workers.allowance import Allowance
from tasks.workers.pool import Workers
from tests.tasks.algebra.attacks import TOO_LARGE, with_many
from tests.tasks.algebra.bakery import FORMULATION
from tests.tasks.check.conftest import WORDS, new_candidate

SLOW = TOO_LARGE["a sum of sums"]
"""Takes seconds until its steps are used up."""
ANSWERED = Solve(solver=SolverName.copt, status=TerminationStatus.optimal, objective=208.0)


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers that give an item one second."""
    made = Workers(1, Allowance(cpu_seconds=1, wall_seconds=20.0))
    monkeypatch.setattr(pool, "workers", lambda: made)
    yield
    made.close()


def test_a_worker_says_what_the_checkers_say_here():
    case = Case(new_candidate(), (new_candidate(id="parent"),), ANSWERED)
    apart = inspect(case, EMBEDDED_CHECKS)
    here = {name: CHECKS[name](case.subject()) for name in EMBEDDED_CHECKS}
    assert {name: verdict.model_copy(update={"seconds": 0.0}) for name, verdict in apart.items()} == here
    assert all(verdict.seconds > 0 for verdict in apart.values())


def test_verdicts_are_those_of_their_attempt():
    assert inspect(Case(new_candidate(), attempt=2), (CheckerName.description,))[CheckerName.description].attempt == 2


@pytest.mark.usefixtures("tight")
def test_a_case_that_takes_too_long_fails_with_a_countable_reason_and_the_next_one_is_looked_at():
    began = time.monotonic()
    slow = inspect(Case(new_candidate(formulation=SLOW)), EMBEDDED_CHECKS)
    assert time.monotonic() - began < 20
    assert {(v.outcome, v.reason) for v in slow.values()} == {(Outcome.failed, "check_out_of_time")}
    assert set(slow) == set(EMBEDDED_CHECKS) and "make the problem smaller" in slow[CheckerName.variables].detail
    honest = inspect(Case(new_candidate()), (CheckerName.description,))[CheckerName.description]
    assert honest.outcome is Outcome.passed


@pytest.mark.usefixtures("tight")
def test_an_answer_whose_formulation_takes_too_long_stands_without_what_was_to_be_read():
    assert read_apart(new_candidate(formulation=SLOW), ANSWERED, None) == Readings()
    assert read_apart(new_candidate(), ANSWERED, None).formulation_objective == pytest.approx(208)


def test_a_checker_that_breaks_cannot_tell_and_the_others_can(monkeypatch: pytest.MonkeyPatch):
    def broken(_: object) -> None:
        raise OverflowError("too large for a float")

    monkeypatch.setitem(inspection.CHECKS, CheckerName.variables, broken)
    asked = (Case(new_candidate(), (), ANSWERED), (CheckerName.variables, CheckerName.constraints))
    first, second = look_at(asked)
    assert (first.outcome, first.reason) == (Outcome.abstained, "check_broken")
    assert "OverflowError: too large for a float" in first.detail
    assert second.reason == "no_captured_model"


def test_what_goes_to_a_worker_is_small():
    parent = new_candidate(id="parent")
    case = Case(new_candidate(), (parent,)).for_checkers()
    assert case.candidate.blueprint is None and case.parents[0].programs == ()
    assert (case.candidate.statement, case.parents[0].formulation) == (WORDS, FORMULATION)


def test_a_large_honest_formulation_is_looked_at_as_ever():
    found = inspect(Case(new_candidate(formulation=with_many(FORMULATION))), (CheckerName.constraints,))
    assert found[CheckerName.constraints].reason == "no_captured_model"
