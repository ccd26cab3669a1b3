"""The embedded checkers on one case, in a worker process: whatever a model wrote, it costs its own candidate alone."""

import time
from collections.abc import Sequence

from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.check.case import Case
from tasks.check.checks import CHECKS
from tasks.check.subject import Subject
from tasks.workers.allowance import Excess, Overrun
from tasks.workers.inside import told
from tasks.workers.pool import run_apart

Asked = tuple[Case, tuple[CheckerName, ...]]


def inspect(case: Case, checkers: Sequence[CheckerName]) -> dict[CheckerName, Verdict]:
    """The verdicts of some embedded checkers, found in one go.

    A case that takes more time or memory than it may fails each of them; one that breaks a checker is one of which
    that checker cannot tell.
    """
    asked = (case.for_checkers(), tuple(checkers))
    found = run_apart(look_at, asked, case.candidate.id)
    verdicts = [overrun(case, checker, found) for checker in checkers] if isinstance(found, Overrun) else found
    return {verdict.checker: verdict for verdict in verdicts}


def overrun(case: Case, checker: CheckerName, found: Overrun) -> Verdict:
    """The verdict of a checker that had no time to end."""
    return Verdict(
        candidate_id=case.candidate.id,
        checker=checker,
        attempt=case.attempt,
        outcome=Outcome.abstained if found.excess is Excess.broken else Outcome.failed,
        reason=f"check_{found.excess.value}",
        detail=f"it could not be checked: {found.detail}; make the problem smaller and its formulation simpler",
    )


def look_at(asked: Asked) -> list[Verdict]:
    """What a worker does: read the case, and have each checker look at it."""
    case, checkers = asked
    subject = case.subject()
    return [judge(case, checker, subject) for checker in checkers]


def judge(case: Case, checker: CheckerName, subject: Subject) -> Verdict:
    """An embedded checker's verdict with the seconds that it took."""
    started = time.perf_counter()
    try:
        verdict = CHECKS[checker](subject)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        verdict = overrun(case, checker, Overrun(Excess.broken, told(error)))
    return verdict.model_copy(update={"attempt": case.attempt, "seconds": time.perf_counter() - started})
