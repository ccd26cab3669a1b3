"""Grades the evidence of a problem, and gathers it from its verdicts.

The rungs ask about three things: what the program did, what the words say, and what other ways give. A silence matters
as much as there is nobody else who spoke of the same thing.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from schemas.evidence import MEASURED, Evidence, Grade
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.abstaining import JUDGE_ABSTAINED, NO_FORMULATION, TWINS
from tasks.code_version import released_version

AGAINST = frozenset(
    (
        "new_constraint_does_not_bind",
        "not_resolved",
        "zero_solution",
        "two_senses",
        "doubtful_type",
        "share_beyond_one",
        "wide_coefficients",
        JUDGE_ABSTAINED,
    )
)
"""Marks that speak against a problem, though not enough to reject it."""
BESIDE = {
    CheckerName.description: CheckerName.coverage,
    CheckerName.variables: CheckerName.coverage,
    CheckerName.constraints: CheckerName.coverage,
    CheckerName.coverage: CheckerName.description,
    CheckerName.relaxation: CheckerName.stability,
    CheckerName.metamorphic: CheckerName.stability,
}
"""Who else speaks of what a rung could not tell, beside its judge."""


def graded(verdicts: Iterable[Verdict], marks: Iterable[str]) -> Grade:
    """The grade of a problem by the last verdict of each rung."""
    last = {verdict.checker: verdict for verdict in verdicts}
    if any(verdict.outcome is Outcome.failed for verdict in last.values()):
        return Grade.D
    silent = [verdict for verdict in last.values() if verdict.outcome is Outcome.abstained]
    if any(not spoken_for(verdict, last) for verdict in silent):
        return Grade.C
    return Grade.B if silent or AGAINST & set(marks) else Grade.A


def spoken_for(silent: Verdict, last: Mapping[CheckerName, Verdict]) -> bool:
    """Whether another rung, or the rung's judge, passed what this one could not tell."""
    others = (BESIDE.get(silent.checker), TWINS.get(silent.checker))
    return silent.reason == NO_FORMULATION or any(
        other in last and last[other].outcome is Outcome.passed for other in others if other
    )


def with_verdicts(evidence: Evidence, verdicts: Iterable[Verdict], marks: Iterable[str]) -> Evidence:
    """The evidence with what the rungs said and measured, and its grade.

    Args:
        evidence: what the program's run gave.
        verdicts: in their order; of each rung the last one counts.
        marks: of the candidate.
    """
    last = {verdict.checker: verdict for verdict in verdicts}
    figures = {name: value for verdict in last.values() for name, value in verdict.figures.items() if name in MEASURED}
    said = {
        field: tuple(checker.value for checker, verdict in last.items() if verdict.outcome is outcome)
        for field, outcome in NAMES.items()
    }
    counts = {name: int(figures[name]) for name in ("relations", "binding") if name in figures}
    update = {**said, **figures, **counts, "grade": graded(last.values(), marks), "versions": versions()}
    return evidence.model_copy(update=update)


NAMES = {"checkers": Outcome.passed, "failed": Outcome.failed, "abstained": Outcome.abstained}


@cache
def versions() -> tuple[str, ...]:
    """Who gave second opinions."""
    import highspy

    return (f"optmill {released_version()}", f"HiGHS {highspy.Highs().version()}")
