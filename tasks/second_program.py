"""An independent second program: written from the words alone, for another solver, it must find the same answer."""

import math
import time
from collections.abc import Callable

from schemas.candidate import Candidate, Program
from schemas.solve import ANSWERS, Solve, SolverName
from schemas.step import SolvePurpose, SolveRecord
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.check.matching import close
from tasks.execution import record_solve
from tasks.writing import Unanswered, Writer

TOLERANCE = 1e-6
DISAGREE, NO_ANSWER = "answers_disagree", "second_without_answer"

Run = Callable[[str, SolverName], Solve]
"""Runs a source in a solver and gives its verified solve."""


def compare_programs(
    writer: Writer, candidate: Candidate, run: Run, attempt: int = 0
) -> tuple[Verdict, tuple[SolveRecord, ...]]:
    """Have a second program written and run, and hold its answer against the first one's.

    Args:
        writer: asks the teacher for the program; it sees the words and nothing else.
        candidate: with the first program's answer.
        run: where programs run.
        attempt: 0 for the first look, then one more for each repair.
    """
    started, before = time.perf_counter(), len(writer.calls)
    written = writer.write_second(candidate)
    records: tuple[SolveRecord, ...] = ()
    if isinstance(written, Unanswered):
        outcome, reason, detail = Outcome.abstained, written.reason, written.detail
    else:
        solve = run(written.source, written.solver)
        records = (record_solve(candidate, written, solve, (SolvePurpose.second, attempt)),)
        outcome, reason, detail = held_against(candidate, written, solve)
    verdict = Verdict(
        candidate_id=candidate.id,
        checker=CheckerName.second_program,
        attempt=attempt,
        outcome=outcome,
        reason=reason,
        detail=detail,
        calls=tuple(writer.calls[before:]),
        seconds=time.perf_counter() - started,
    )
    return verdict, records


def held_against(candidate: Candidate, program: Program, solve: Solve) -> tuple[Outcome, str | None, str]:
    """Outcome, reason and sentence of the comparison."""
    if solve.status not in ANSWERS:
        said = f"the second program, for {program.solver.value}, ends {solve.status.value}"
        return Outcome.abstained, NO_ANSWER, f"{said} {solve.error or ''}".strip()
    if solve.status is candidate.status and same_value(candidate.objective, solve.objective):
        return Outcome.passed, None, ""
    first, second = (told(*pair) for pair in ((candidate.status, candidate.objective), (solve.status, solve.objective)))
    detail = f"the program says {first}; one written from the words alone, for {program.solver.value}, says {second}"
    return Outcome.failed, DISAGREE, detail


def same_value(left: float | None, right: float | None) -> bool:
    """Whether both have the same objective value, or none."""
    if left is None or right is None:
        return left is right
    return math.isfinite(left) and math.isfinite(right) and close(left, right, TOLERANCE)


def told(status: object, objective: float | None) -> str:
    """An answer in words."""
    return f"{status}" if objective is None else f"{status} {objective:.10g}"
