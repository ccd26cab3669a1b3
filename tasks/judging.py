"""Asks a judge: a teacher that looks at what a teacher wrote, one question at a time.

A verdict is what `read_judgement` reads; an answer that it can't read is asked for again with the reason. A judge who
gives none, is unsure, or can't answer, abstains.
"""

import time

from schemas.candidate import Candidate
from schemas.solve import Solve
from schemas.teacher import Purpose
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.teacher.reading import Judgement, read_judgement
from tasks.writing import Unanswered, Writer

UNREADABLE, UNCLEAR = "judge_unreadable", "judge_unclear"


def ask_judge(
    writer: Writer, checker: CheckerName, candidate: Candidate, attempt: int = 0, solve: Solve | None = None
) -> Verdict:
    """One judge's verdict on a candidate.

    Args:
        writer: asks the teacher of the judge's purpose.
        checker: which judge.
        candidate: words and solution.
        attempt: 0 for the first look, then one more for each repair.
        solve: what the program did, for whoever judges it.
    """
    started, before = time.perf_counter(), len(writer.calls)
    variables = judged(candidate, solve)
    answer = writer.ask(checker.value, Purpose(checker.value), variables, read_judgement)
    outcome, reason, detail = concluded(answer)
    return Verdict(
        candidate_id=candidate.id,
        checker=checker,
        attempt=attempt,
        outcome=outcome,
        reason=reason,
        detail=detail,
        calls=tuple(writer.calls[before:]),
        seconds=time.perf_counter() - started,
    )


def judged(candidate: Candidate, solve: Solve | None) -> dict[str, object]:
    """What a judge is shown; of a solution that is not there yet, nothing."""
    program = candidate.programs[0] if candidate.programs else None
    return {
        "statement": candidate.statement,
        "formulation": candidate.formulation,
        "program": program.source if program else "",
        "solver": program.solver.value if program else "",
        "outcome": ended(solve),
        "feedback": "",
        "_attempt": 0,
        "_plant": candidate.plant,
    }


def ended(solve: Solve | None) -> str:
    """How a program ended, in words."""
    if solve is None:
        return "before it could be run"
    value = "" if solve.objective is None else f" with the objective value {solve.objective:.10g}"
    return solve.status.value + value


def concluded(answer: Judgement | Unanswered) -> tuple[Outcome, str | None, str]:
    """Outcome, countable reason and sentence of a judge's answer."""
    if isinstance(answer, Unanswered):
        reason = UNREADABLE if answer.reason == "unreadable_answer" else answer.reason
        return Outcome.abstained, reason, answer.detail
    if answer.outcome is Outcome.abstained:
        return Outcome.abstained, UNCLEAR, "the judge cannot tell"
    reason = "judged_wrong" if answer.outcome is Outcome.failed else None
    return answer.outcome, reason, "; ".join(answer.errors)
