import pytest

from schemas.candidate import Candidate, Stage
from schemas.round import Survival
from schemas.solve import Solve, SolverName, TerminationStatus
from schemas.step import SolvePurpose, SolveRecord, Step
from schemas.teacher import Completion, Purpose
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.survival import count_survival, wilson


def candidate(id: str, operator: str = "modify_constraint", repairs: int = 0) -> Candidate:
    strategy = "scope_evolving" if operator == "combine" else "complexity_evolving"
    return Candidate(
        id=id, campaign="c", round=1, number=0, generation=1, strategy=strategy, operator=operator, repairs=repairs
    )


def call(name: str, purpose: Purpose = Purpose.mutate) -> Completion:
    return Completion(
        request_hash=name,
        model="m",
        purpose=purpose,
        text="",
        prompt_tokens=10,
        completion_tokens=5,
        cost_usd=0.5,
        latency_seconds=2.0,
    )


def verdict(checker: CheckerName, attempt: int, outcome: Outcome, reason: str | None = None) -> Verdict:
    return Verdict(candidate_id="a", checker=checker, attempt=attempt, outcome=outcome, reason=reason, seconds=0.25)


def solve(status: TerminationStatus, attempt: int = 0, purpose: SolvePurpose = SolvePurpose.program) -> SolveRecord:
    made = Solve(solver=SolverName.copt, status=status, wall_seconds=1.5)
    return SolveRecord(candidate_id="a", purpose=purpose, attempt=attempt, solve=made)


def row(rows: tuple[Survival, ...], checker: str, attempt: int = 0) -> Survival:
    return next(row for row in rows if (row.checker, row.attempt) == (checker, attempt))


def test_a_total_counts_every_child_once() -> None:
    children = [candidate("a"), candidate("b").reject(Stage.execute, "crashed"), candidate("c", repairs=1)]
    steps = [Step(stage=stage, candidate_id="a", seconds=0.5) for stage in (Stage.mutate, Stage.execute)]
    total = row(count_survival(children, steps, []), "total")
    assert (total.entered, total.passed, total.failed, total.repaired) == (3, 2, 1, 1)
    assert total.reasons == {"execute:crashed": 1}
    assert total.seconds == 1.0


def test_operators_have_rows_of_their_own() -> None:
    rows = count_survival([candidate("a"), candidate("b", "combine")], [], [])
    assert [(row.strategy, row.operator, row.entered) for row in rows] == [
        ("complexity_evolving", "modify_constraint", 1),
        ("scope_evolving", "combine", 1),
    ]


def test_verdicts_count_by_checker_and_attempt() -> None:
    verdicts = (
        verdict(CheckerName.variables, 0, Outcome.failed, "wrong_type"),
        verdict(CheckerName.variables, 1, Outcome.abstained, "no_names"),
    )
    rows = count_survival([candidate("a")], [Step(stage=Stage.repair, candidate_id="a", verdicts=verdicts)], [])
    first, second = row(rows, "variables", 0), row(rows, "variables", 1)
    assert (first.entered, first.failed, first.repaired, first.reasons) == (1, 1, 1, {"wrong_type": 1})
    assert (second.entered, second.abstained, second.repaired, second.reasons) == (1, 1, 0, {"no_names": 1})
    assert first.seconds == 0.25


def test_a_failure_that_ends_in_rejection_is_not_repaired() -> None:
    failed = (verdict(CheckerName.variables, 0, Outcome.failed, "wrong_type"),)
    child = candidate("a").reject(Stage.check_variables, "wrong_type")
    rows = count_survival([child], [Step(stage=Stage.check_variables, candidate_id="a", verdicts=failed)], [])
    assert row(rows, "variables").repaired == 0


def test_an_answer_that_was_asked_for_again_failed_to_be_read() -> None:
    step = Step(stage=Stage.mutate, candidate_id="a", calls=("one", "two"))
    rows = count_survival([candidate("a")], [step], [call("one"), call("two")])
    first, second = row(rows, "read", 0), row(rows, "read", 1)
    assert (first.failed, first.repaired, first.reasons) == (1, 1, {"asked_again": 1})
    assert (second.entered, second.passed) == (1, 1)
    assert (second.calls, second.tokens, second.cost_usd, second.seconds) == (1, 15, 0.5, 2.0)


def test_the_last_answer_fails_with_the_reason_of_the_rejection() -> None:
    child = candidate("a").reject(Stage.mutate, "unreadable_answer")
    update = {"rejected_stage": "mutate", "rejected_reason": "unreadable_answer"}
    step = Step(stage=Stage.mutate, candidate_id="a", update=update, calls=("one",))
    assert row(count_survival([child], [step], [call("one")]), "read").reasons == {"unreadable_answer": 1}


def test_a_program_passes_execution_when_a_solver_answered() -> None:
    again = solve(TerminationStatus.infeasible, 1)
    steps = [
        Step(stage=Stage.execute, candidate_id="a", solves=(solve(TerminationStatus.crashed),)),
        Step(
            stage=Stage.repair,
            candidate_id="a",
            solves=(again, solve(TerminationStatus.infeasible, 1, SolvePurpose.resolve)),
        ),
    ]
    rows = count_survival([candidate("a")], steps, [])
    assert (row(rows, "execute", 0).failed, row(rows, "execute", 0).reasons) == (1, {"crashed": 1})
    assert (row(rows, "execute", 1).entered, row(rows, "execute", 1).passed) == (1, 1)
    assert row(rows, "execute", 1).seconds == 3.0, "the second solve's time counts, the solve does not"


def test_calls_for_new_words_count_for_the_attempt_that_they_made() -> None:
    words, solution = Purpose.repair_statement, Purpose.repair_solution
    calls = [call("1", words), call("2", words), call("3", solution), call("4", words), call("5", solution)]
    verdicts = tuple(verdict(CheckerName.description, attempt, Outcome.failed, "missing") for attempt in range(3))
    step = Step(stage=Stage.check_description, candidate_id="a", verdicts=verdicts, calls=tuple("12345"))
    rows = count_survival([candidate("a")], [step], calls)
    assert [row(rows, "description", attempt).calls for attempt in range(3)] == [0, 3, 2]


def test_calls_for_corrections_count_under_execute() -> None:
    calls = [call(name, Purpose.repair_solution) for name in "123"]
    solves = (solve(TerminationStatus.crashed, 1), solve(TerminationStatus.optimal, 2))
    step = Step(stage=Stage.repair, candidate_id="a", solves=solves, calls=tuple("123"))
    rows = count_survival([candidate("a")], [step], calls)
    assert [row(rows, "execute", attempt).calls for attempt in (1, 2)] == [1, 2]


def test_every_call_counts_once_in_a_place_and_once_in_the_total() -> None:
    calls = [call("1"), call("2", Purpose.formulate), call("3", Purpose.repair_statement)]
    calls += [call("4", Purpose.repair_solution), call("5", Purpose.repair_solution)]
    stages = (Stage.mutate, Stage.formulate, Stage.check_description, Stage.repair, Stage.repair)
    steps = [
        Step(stage=stage, candidate_id="a", calls=(one.request_hash,)) for stage, one in zip(stages, calls, strict=True)
    ]
    rows = count_survival([candidate("a")], steps, calls)
    assert row(rows, "total").calls == 5
    assert sum(one.calls for one in rows if one.checker != "total") == 5
    assert sum(one.cost_usd for one in rows if one.checker != "total") == row(rows, "total").cost_usd


@pytest.mark.parametrize(
    ("passed", "entered", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_intervals_are_those_of_the_tables(passed: int, entered: int, low: float, high: float) -> None:
    interval = wilson(passed, entered)
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)
    assert interval.low <= interval.share <= interval.high
