"""Asks a judge: a teacher that looks at what a teacher wrote, one question at a time.

A verdict is what `read_judgement` reads; an answer that it can't read is asked for again with the reason. A judge who
gives none, is unsure, or can't answer, abstains.
"""

import time
from collections.abc import Callable

from schemas.candidate import Candidate
from schemas.solve import Solve
from schemas.teacher import Purpose
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.teacher.reading import Judgement, read_judgement
from tasks.writing import Unanswered, Writer

UNREADABLE, UNCLEAR = "judge_unreadable", "judge_unclear"
LOOKS_AGAIN = 2
"""How often a judge must find nothing before it has taken back what it found."""


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
    return look(writer, unspoken(checker, candidate, attempt), judged(candidate, solve))


def ask_again(writer: Writer, found: Verdict, candidate: Candidate, solve: Solve | None) -> Verdict:
    """A judge's last word on a solution that its writer was told the judge's finding of, and left as it is.

    The judge is told so, and asked twice: one word against another takes no finding back.

    Args:
        writer: asks the teacher of the judge's purpose.
        found: what the judge found, with the attempt that this look counts for.
        candidate: words and solution, as the judge saw them.
        solve: what the program did.
    """
    shown = judged(candidate, solve) | {"objection": found.detail}
    blank = unspoken(found.checker, candidate, found.attempt)
    return last_word(found, lambda repeat: look(writer, blank, shown | {"_attempt": repeat}))


def last_word(found: Verdict, look_again: Callable[[int], Verdict]) -> Verdict:
    """What is left of a finding after some more looks: it is taken back where none of them finds anything.

    Args:
        found: the finding.
        look_again: one more look, by its number from 1.
    """
    looks: list[Verdict] = []
    for repeat in range(1, LOOKS_AGAIN + 1):
        looks.append(look_again(repeat))
        if looks[-1].outcome is not Outcome.passed:
            break
    said = looks[-1] if looks[-1].outcome is Outcome.passed else found
    calls = tuple(call for verdict in looks for call in verdict.calls)
    return said.model_copy(update={"calls": calls, "seconds": sum(verdict.seconds for verdict in looks)})


def unspoken(checker: CheckerName, candidate: Candidate, attempt: int) -> Verdict:
    """A judge's verdict before it has said anything."""
    return Verdict(candidate_id=candidate.id, checker=checker, attempt=attempt, outcome=Outcome.abstained)


def look(writer: Writer, blank: Verdict, variables: dict[str, object]) -> Verdict:
    """One question to a judge."""
    started, before, name = time.perf_counter(), len(writer.calls), blank.checker.value
    outcome, reason, detail = concluded(writer.ask(name, Purpose(name), variables, read_judgement))
    spent = {"calls": tuple(writer.calls[before:]), "seconds": time.perf_counter() - started}
    return blank.model_copy(update={"outcome": outcome, "reason": reason, "detail": detail, **spent})


def judged(candidate: Candidate, solve: Solve | None) -> dict[str, object]:
    """What a judge is shown; of a solution that is not there yet, nothing."""
    program = candidate.programs[0] if candidate.programs else None
    return {
        "statement": candidate.statement,
        "formulation": candidate.formulation,
        "program": program.source if program else "",
        "solver": program.solver.value if program else "",
        "outcome": ended(solve),
        "objection": "",
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
