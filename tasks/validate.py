"""Stages: each checker, and the judge beside it, looks at each candidate; faulty words are written again."""

import time
from collections.abc import Sequence

from schemas.candidate import Candidate, Stage
from schemas.step import Step
from schemas.verdict import ASKING, CheckerName, Outcome, Verdict
from tasks.abstaining import blocking, marks
from tasks.changes import changed_fields
from tasks.check.case import Case
from tasks.examination import SOLUTION_CHECKS, Examiner, with_second_answer
from tasks.inspection import inspect
from tasks.judging import ask_judge
from tasks.stage import stage
from tasks.workshop import Shard, open_shard
from tasks.writing import Desk


def describe_one(shard: Shard, candidate: Candidate) -> Step:
    """Check the words; on failure they, and the solution with them, are written again, three times at most."""
    started = time.perf_counter()
    spec, desk, current, verdicts = shard.workshop.spec, Desk(shard, candidate), candidate, list[Verdict]()
    looked: list[Verdict] = []
    for attempt in range(desk.attempts.description + 1):
        if attempt:
            current = desk.write_problem(current, feedback_of(blocking(looked, spec.abstention_rule)), attempt)
            current = desk.write_solution(current, attempt=attempt) if current.is_alive() else current
        if not current.is_alive():
            break
        looked = look_at_words(shard, desk, current, attempt)
        verdicts += looked
        if not blocking(looked, spec.abstention_rule):
            break
    else:
        last = blocking(looked, spec.abstention_rule)[0]
        current = current.reject(Stage.check_description, last.reason or "failed", last.detail)
    repairs = max((verdict.attempt for verdict in verdicts), default=0)
    current = current.model_copy(update={"repairs": repairs, "marks": (*current.marks, *marks(looked))})
    return Step(
        stage=Stage.check_description,
        candidate_id=candidate.id,
        update=changed_fields(candidate, current),
        verdicts=tuple(verdicts),
        calls=tuple(desk.calls),
        seconds=time.perf_counter() - started,
    )


def look_at_words(shard: Shard, desk: Desk, candidate: Candidate, attempt: int) -> list[Verdict]:
    """The verdict of the embedded checker, then, where it found no fault, of the judge."""
    active, verdicts = shard.workshop.active_checkers, list[Verdict]()
    if CheckerName.description in active:
        case = Case(candidate, shard.workshop.parents(candidate), attempt=attempt)
        verdicts += inspect(case, (CheckerName.description,)).values()
    if CheckerName.judge_description in active and not any(v.outcome is Outcome.failed for v in verdicts):
        verdicts.append(ask_judge(desk, CheckerName.judge_description, candidate, attempt))
    return verdicts


def feedback_of(verdicts: Sequence[Verdict]) -> str:
    """What the words' checkers found, a line each."""
    return "\n".join(verdict.detail for verdict in verdicts if verdict.detail)


def check_one(shard: Shard, candidate: Candidate, of: Stage) -> Step:
    """The checkers of one stage on one candidate's solution."""
    started = time.perf_counter()
    desk = Desk(shard, candidate)
    before = [verdict for verdict in shard.verdicts(candidate.id) if verdict.checker in SOLUTION_CHECKS]
    looks = Examiner(shard, desk).examine(shard.case(candidate), checkers_of(of), before)
    solves = tuple(record for look in looks for record in look.records)
    return Step(
        stage=of,
        candidate_id=candidate.id,
        update=changed_fields(candidate, with_second_answer(candidate, solves)),
        verdicts=tuple(look.verdict for look in looks),
        solves=solves,
        calls=tuple(desk.calls),
        seconds=time.perf_counter() - started,
    )


def checkers_of(of: Stage) -> list[CheckerName]:
    """Checkers of the solution that work in a stage."""
    return [checker for checker, its in SOLUTION_CHECKS.items() if its is of]


def check_shard(shard: str, of: Stage) -> str:
    """One stage over one shard, where the spec has any of its checkers on."""
    opened = open_shard(shard)
    on = [checker for checker in checkers_of(of) if checker in opened.workshop.active_checkers]
    if on:
        threads = opened.teacher_threads if any(checker in ASKING for checker in on) else 1
        opened.for_each(of, lambda candidate: check_one(opened, candidate, of), threads)
    return shard


@stage("check_description")
def check_description(shard: str) -> str:
    """Check the words of one shard against the formulations."""
    opened = open_shard(shard)
    if {CheckerName.description, CheckerName.judge_description} & opened.workshop.active_checkers:
        opened.for_each(
            Stage.check_description, lambda candidate: describe_one(opened, candidate), opened.teacher_threads
        )
    return shard


@stage("check_program")
def check_program(shard: str) -> str:
    """The status gate over one shard."""
    return check_shard(shard, Stage.check_program)


@stage("check_alignment")
def check_alignment(shard: str) -> str:
    """Whether each solution of one shard answers its own problem."""
    return check_shard(shard, Stage.check_alignment)


@stage("check_variables")
def check_variables(shard: str) -> str:
    """Types, bounds and names over one shard."""
    return check_shard(shard, Stage.check_variables)


@stage("check_constraints")
def check_constraints(shard: str) -> str:
    """Rows and coefficients over one shard."""
    return check_shard(shard, Stage.check_constraints)


@stage("check_no_op")
def check_no_op(shard: str) -> str:
    """Child against parent over one shard."""
    return check_shard(shard, Stage.check_no_op)


@stage("check_opinions")
def check_opinions(shard: str) -> str:
    """Second opinions on the captured models of one shard: other type, relaxation, other solver, changed models."""
    return check_shard(shard, Stage.check_opinions)


@stage("check_second_program")
def check_second_program(shard: str) -> str:
    """An independent program for each problem of one shard."""
    return check_shard(shard, Stage.check_second_program)


@stage("check_back_translation")
def check_back_translation(shard: str) -> str:
    """Each program of one shard told in words, and held against the problem's."""
    return check_shard(shard, Stage.check_back_translation)
