"""Stages: each checker looks at each candidate; the description checker has the words written again."""

import time
from collections.abc import Callable

from schemas.candidate import Candidate, Stage
from schemas.step import Step
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.changes import changed_fields
from tasks.check import CHECKS
from tasks.check.subject import Subject, make_subject
from tasks.stage import stage
from tasks.workshop import Shard, open_shard
from tasks.writing import Desk

SOLUTION_CHECKS = (
    (CheckerName.program, Stage.check_program),
    (CheckerName.variables, Stage.check_variables),
    (CheckerName.constraints, Stage.check_constraints),
    (CheckerName.no_op, Stage.check_no_op),
)
"""Checkers of the solution with their stages, cheap ones first."""


def judge(checker: CheckerName, subject: Subject) -> Verdict:
    """One checker's verdict with the seconds that it took."""
    started = time.perf_counter()
    verdict = CHECKS[checker](subject)
    return verdict.model_copy(update={"attempt": subject.attempt, "seconds": time.perf_counter() - started})


def blocks(verdict: Verdict, abstentions: str) -> bool:
    """Whether a verdict stops a candidate; what an abstention means is the spec's choice."""
    return verdict.outcome is Outcome.failed or (verdict.outcome is Outcome.abstained and abstentions == "reject")


def describe_one(shard: Shard, candidate: Candidate) -> Step:
    """Check the words; on failure they, and the solution with them, are written again, three times at most."""
    started = time.perf_counter()
    spec, parents = shard.workshop.spec, shard.workshop.parents(candidate)
    desk, current, verdicts = Desk(shard, candidate), candidate, list[Verdict]()
    for attempt in range(spec.attempts.description + 1):
        if attempt:
            current = desk.write_problem(current, verdicts[-1].detail, attempt)
            current = desk.write_solution(current, attempt=attempt) if current.is_alive() else current
        if not current.is_alive():
            break
        verdicts.append(judge(CheckerName.description, make_subject(current, parents, attempt=attempt)))
        if not blocks(verdicts[-1], spec.abstentions):
            break
    else:
        last = verdicts[-1]
        current = current.reject(Stage.check_description, last.reason or "failed", last.detail)
    current = current.model_copy(update={"repairs": len(verdicts) - 1, "marks": (*current.marks, *verdicts[-1].marks)})
    return Step(
        stage=Stage.check_description,
        candidate_id=candidate.id,
        update=changed_fields(candidate, current),
        verdicts=tuple(verdicts),
        calls=tuple(desk.calls),
        seconds=time.perf_counter() - started,
    )


def check_one(shard: Shard, candidate: Candidate, check: tuple[CheckerName, Stage]) -> Step:
    """One checker of the solution on one candidate: a verdict, and nothing changed."""
    verdict = judge(check[0], shard.subject(candidate))
    return Step(stage=check[1], candidate_id=candidate.id, verdicts=(verdict,), seconds=verdict.seconds)


def check_shard(shard: str, check: tuple[CheckerName, Stage]) -> str:
    """One checker over one shard, where the spec has it on."""
    opened = open_shard(shard)
    if check[0] in opened.workshop.spec.active_checkers:
        opened.for_each(check[1], lambda candidate: check_one(opened, candidate, check))
    return shard


@stage("check_description")
def check_description(shard: str) -> str:
    """Check the words of one shard against the formulations."""
    opened = open_shard(shard)
    if CheckerName.description in opened.workshop.spec.active_checkers:
        act: Callable[[Candidate], Step] = lambda candidate: describe_one(opened, candidate)  # noqa: E731 - typed
        opened.for_each(Stage.check_description, act, opened.teacher_threads)
    return shard


@stage("check_program")
def check_program(shard: str) -> str:
    """The status gate over one shard."""
    return check_shard(shard, SOLUTION_CHECKS[0])


@stage("check_variables")
def check_variables(shard: str) -> str:
    """Types, bounds and names over one shard."""
    return check_shard(shard, SOLUTION_CHECKS[1])


@stage("check_constraints")
def check_constraints(shard: str) -> str:
    """Rows and coefficients over one shard."""
    return check_shard(shard, SOLUTION_CHECKS[2])


@stage("check_no_op")
def check_no_op(shard: str) -> str:
    """Child against parent over one shard."""
    return check_shard(shard, SOLUTION_CHECKS[3])
