"""A finding, and the verdict that rests on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.algebra.highs import Answer
from tasks.check.subject import Subject


@dataclass(frozen=True)
class Finding:
    """Why a checker rejects, or why it cannot tell."""

    reason: str
    detail: str
    outcome: Outcome = Outcome.failed


def unclear(reason: str, detail: str) -> Finding:
    """A finding that leaves the question open."""
    return Finding(reason, detail, Outcome.abstained)


def no_reading(subject: Subject) -> Finding:
    """Why a checker that needs the formulation cannot tell: there is none, or it can't be read or grounded."""
    if not subject.candidate.formulation:
        return unclear("no_formulation", "the solution has no formulation to hold anything against")
    if subject.reading.is_too_large:
        return Finding("too_large", f"the formulation is too large to be looked at: {subject.reading.fault}")
    return unclear("formulation_unreadable", f"the formulation cannot be read or grounded: {subject.reading.fault}")


def no_capture(subject: Subject) -> Finding:
    """Why a checker that needs the program's model cannot tell: there is none, or none that a linear model can say."""
    return unclear(subject.capture.reason, subject.capture.fault)


def first(findings: Iterable[Finding | None]) -> Finding | None:
    """The first finding, or None where all looks found nothing."""
    return next((finding for finding in findings if finding is not None), None)


def most_certain(findings: Iterable[Finding | None]) -> Finding | None:
    """The first finding that rejects; where none does, the first that leaves the question open."""
    open_one = None
    for finding in filter(None, findings):
        if finding.outcome is Outcome.failed:
            return finding
        open_one = open_one or finding
    return open_one


def undecided(answer: Answer) -> Finding:
    """Why a checker that needs an answer cannot tell: the solve ended without one."""
    return unclear("undecided", f"a solve of the captured model ended {answer.status.value}; make the problem smaller")


def measured(**figures: float | None) -> dict[str, float]:
    """Figures that there are."""
    return {name: value for name, value in figures.items() if value is not None}


def conclude(
    subject: Subject,
    checker: CheckerName,
    finding: Finding | None,
    marks: Iterable[str] = (),
    figures: Mapping[str, float] = MappingProxyType({}),
) -> Verdict:
    """The verdict of a checker: passed where nothing was found."""
    return Verdict(
        candidate_id=subject.candidate.id,
        checker=checker,
        attempt=subject.attempt,
        outcome=finding.outcome if finding else Outcome.passed,
        reason=finding.reason if finding else None,
        detail=finding.detail if finding else "",
        marks=tuple(sorted(set(marks))),
        figures=dict(figures),
    )
