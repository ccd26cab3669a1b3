"""The status gate."""

from collections.abc import Callable

import pytest

from schemas.candidate import Candidate
from schemas.solve import TerminationStatus
from schemas.verdict import Outcome
from tasks.check.program import check
from tasks.check.subject import Subject, make_subject

Make = Callable[..., Subject]


def test_an_optimal_program_passes(subject: Make) -> None:
    verdict = check(subject())
    assert (verdict.outcome, verdict.marks) == (Outcome.passed, ())


def test_a_program_that_was_not_run_is_an_abstention(candidate: Callable[..., Candidate]) -> None:
    assert check(make_subject(candidate(), ())).reason == "not_executed"


@pytest.mark.parametrize(
    ("reason", "change"),
    {
        "infeasible": ("bake[i] <= most[i]", "bake[i] >= 100 * most[i]"),
        "unbounded": ("<= limit[s]", ">= limit[s]"),
        "zero_solution": ("maximize", "minimize"),
    }.items(),
)
def test_what_the_solver_finds_is_the_reason(
    reason: str, change: tuple[str, str], subject: Make, formulation: str
) -> None:
    changed = formulation.replace(*change)
    if reason == "unbounded":
        changed = changed[: changed.index("- market")]
    assert check(subject(program=changed)).reason == reason


@pytest.mark.parametrize(
    ("source", "reason"), [("raise ValueError('no')", "crashed"), ("print('Objective: 3')", "no_model")]
)
def test_a_program_without_a_solve_says_why(source: str, reason: str, subject: Make) -> None:
    assert check(subject(source=source)).reason == reason


def test_a_wrong_declaration_is_a_failure(subject: Make) -> None:
    assert check(subject(declared_status=TerminationStatus.infeasible)).reason == "wrong_status"


def test_a_declared_outcome_that_is_met_passes(subject: Make, formulation: str) -> None:
    changed = formulation.replace("bake[i] <= most[i]", "bake[i] >= 100 * most[i]")
    assert check(subject(formulation=changed, declared_status=TerminationStatus.infeasible)).outcome is Outcome.passed


def test_a_forged_objective_disagrees_with_the_second_solve(subject: Make) -> None:
    honest = subject()
    assert honest.solve is not None
    forged = honest.solve.model_copy(update={"objective": 9999.0})
    verdict = check(make_subject(honest.candidate, (), forged, honest.resolved))
    assert verdict.reason == "resolve_disagrees"
    assert "9999" in verdict.detail


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_an_optimum_needs_a_finite_objective(value: float | None, subject: Make) -> None:
    honest = subject()
    assert honest.solve is not None
    verdict = check(make_subject(honest.candidate, (), honest.solve.model_copy(update={"objective": value}), None))
    assert verdict.reason == "no_objective"


@pytest.mark.parametrize("printed", [{"claimed_objective": 3.0}, {"claims_no_solution": True}])
def test_a_program_that_prints_another_answer_teaches_a_wrong_one(printed: dict[str, object], subject: Make) -> None:
    honest = subject()
    assert honest.solve is not None
    verdict = check(make_subject(honest.candidate, (), honest.solve.model_copy(update=printed), honest.resolved))
    assert (verdict.outcome, verdict.reason) == (Outcome.failed, "printed_answer_differs")


@pytest.mark.parametrize(("printed", "reason"), [(123.0, "printed_answer_differs"), (0.0, None), (1e30, None)])
def test_a_program_that_prints_an_answer_where_there_is_none_fails(
    printed: float, reason: str | None, subject: Make, formulation: str
) -> None:
    changed = formulation.replace("bake[i] <= most[i]", "bake[i] >= 100 * most[i]")
    honest = subject(formulation=changed, declared_status=TerminationStatus.infeasible)
    assert honest.solve is not None
    claiming = honest.solve.model_copy(update={"claimed_objective": printed, "claims_no_solution": False})
    assert check(make_subject(honest.candidate, (), claiming, honest.resolved)).reason == reason


def test_a_program_that_never_ends_is_no_example_though_it_has_the_answer(subject: Make) -> None:
    honest = subject()
    assert honest.solve is not None
    killed = honest.solve.model_copy(update={"exit_code": -9, "error": "killed after 3 s of wall time"})
    verdict = check(make_subject(honest.candidate, (), killed, honest.resolved))
    assert (verdict.reason, "killed after 3 s" in verdict.detail) == ("bad_ending", True)
