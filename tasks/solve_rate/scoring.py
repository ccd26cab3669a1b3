"""Scores answers: each program runs through the door, and its solver's own answer is held against the question's."""

import math
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from schemas.evaluation_spec import EvaluationSpec
from schemas.round import Interval
from schemas.solve import Solve, TerminationStatus
from schemas.solve_rate import Comparison, SolveRate
from tasks.export.forms import NO_SOLUTION
from tasks.sandbox.door import Door, open_door
from tasks.scoring.programs import find_program
from tasks.solve_rate.questions import Question
from tasks.survival import wilson
from tasks.trainer import metrics

TOLERANCE = 1e-4
"""Relative, without rounding."""
SOLVED, WRONG, UNREADABLE = "solved", "wrong_value", "unreadable"
NO_OPTIMUM = (
    TerminationStatus.infeasible,
    TerminationStatus.unbounded,
    TerminationStatus.infeasible_or_unbounded,
)
Z = 1.96


def score_answers(model: str, questions: Sequence[Question], answers: Path, spec: EvaluationSpec) -> SolveRate:
    """A model's solve rate on some questions; one without an answer counts as unreadable.

    Raises:
        SandboxError: programs can't be run.
    """
    told = {line["id"]: line["completion"] for line in metrics.read(answers)}
    door = open_door(spec.door)

    def end(question: Question) -> str:
        return ending(question, told.get(question.id, ""), door, spec)

    with ThreadPoolExecutor(4) as pool:
        endings = list(pool.map(end, questions))
    solved = [question.id for question, ended in zip(questions, endings, strict=True) if ended == SOLVED]
    return SolveRate(
        model=model,
        questions=len(questions),
        solved=len(solved),
        rate=wilson(len(solved), len(questions)),
        endings=dict(Counter(endings).most_common()),
        solved_ids=tuple(solved),
    )


def ending(question: Question, completion: str, door: Door, spec: EvaluationSpec) -> str:
    """How an answer ended."""
    program = find_program(completion)
    if program is None:
        return UNREADABLE
    solve, again = door.run_verified(program, question.solver, spec.limits)
    if again is not None and again.status is not solve.status:
        return TerminationStatus.forged.value
    return judge(question, solve)


def judge(question: Question, solve: Solve) -> str:
    """A solve against the right answer."""
    if question.answer == NO_SOLUTION:
        return SOLVED if solve.status in NO_OPTIMUM else solve.status.value
    if solve.status is not TerminationStatus.optimal or solve.objective is None:
        return solve.status.value
    close = math.isclose(solve.objective, float(question.answer), rel_tol=TOLERANCE, abs_tol=1e-9)
    return SOLVED if close else WRONG


def compare(base: SolveRate, tuned: SolveRate) -> Comparison:
    """Two models on the same questions."""
    before, after = set(base.solved_ids), set(tuned.solved_ids)
    only_base, only_tuned = len(before - after), len(after - before)
    return Comparison(
        base=base,
        tuned=tuned,
        only_base=only_base,
        only_tuned=only_tuned,
        difference=paired_difference(only_base, only_tuned, base.questions),
    )


def paired_difference(only_base: int, only_tuned: int, questions: int) -> Interval:
    """Difference of two rates on the same questions, by the adjusted interval of Bonett and Price (2012)."""
    share = (only_tuned - only_base) / questions if questions else 0.0
    up, down = (only_tuned + 1) / (questions + 2), (only_base + 1) / (questions + 2)
    wide = Z * math.sqrt((up + down - (up - down) ** 2) / (questions + 2))
    return Interval(share=share, low=max(-1.0, up - down - wide), high=min(1.0, up - down + wide))


def comparison_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """A row a model, and one for the difference."""
    rows = [
        {"model": name, "questions": r.questions, "solved": r.solved, "rate": f"{r.rate.share:.1%}"}
        | {"interval": f"{100 * r.rate.low:.1f} to {100 * r.rate.high:.1f} %"}
        for name, r in (("base", comparison.base), ("tuned", comparison.tuned))
    ]
    difference = comparison.difference
    interval = f"{100 * difference.low:+.1f} to {100 * difference.high:+.1f} points"
    return [
        *rows,
        {
            "model": "difference",
            "questions": comparison.base.questions,
            "solved": comparison.only_tuned - comparison.only_base,
            "rate": f"{100 * difference.share:+.1f} points",
            "interval": interval,
        },
    ]
