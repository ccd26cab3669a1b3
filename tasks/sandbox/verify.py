"""Is a program's record true? Held against its captured model, which was solved where the program never ran.

What a program's own process tells can be forged there: the objective, the status, the values. The captured model can
be read again by anybody, so that a lie about its answer shows: an optimum that is none, an outcome that it does not
have, an incumbent that is better than its best. What stays possible:

- To hand in another model than the one that the program built, together with that model's true answer: only a reading
  of the program, or an independent program, tells that.
- To tell other values of the decision variables beside the true objective: the values to trust are the second solve's.
- To hand in no model: then nothing confirms the answer, and nothing may rest on it.
"""

import math

from schemas.solve import ANSWERS, ObjectiveSense, Solve, TerminationStatus

TOLERANCE = 1e-6
"""Relative (and absolute) difference up to which two objective values of one model are the same."""


def is_checkable(solve: Solve) -> bool:
    """Whether there is an answer to confirm, proven or merely found, and a model to confirm it with."""
    return solve.model_mps is not None and (solve.status in ANSWERS or solve.objective is not None)


def agree(told: Solve, again: Solve) -> bool | None:
    """Whether a second solve bears out what was told; None where the second one proves nothing."""
    if told.status not in ANSWERS:
        return is_possible(told, again)
    if again.status not in ANSWERS:
        return None
    if told.status is not again.status:
        return False
    return told.status is not TerminationStatus.optimal or close(told.objective, again.objective)


def is_possible(told: Solve, again: Solve) -> bool | None:
    """Whether an incumbent can be one: no model has a solution that is better than its best, or than its bound."""
    if again.status is TerminationStatus.infeasible:
        return False
    best = again.objective if again.status is TerminationStatus.optimal else again.best_bound
    if best is None or told.objective is None:
        return None
    better = told.objective < best if again.sense is not ObjectiveSense.maximize else told.objective > best
    return close(told.objective, best) or not better


def close(left: float | None, right: float | None) -> bool:
    """Whether two objective values are the same within the tolerance."""
    return left is not None and right is not None and math.isclose(left, right, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def hold_against(told: Solve, again: Solve) -> Solve:
    """What was told, as `forged` where the captured model gives something else: then neither value is kept."""
    if agree(told, again) is not False:
        return told
    error = f"its process told {answer_text(told)}, its captured model gives {answer_text(again)}"
    update = {"status": TerminationStatus.forged, "objective": None, "values": (), "error": error}
    return told.model_copy(update=update)


def answer_text(solve: Solve) -> str:
    """An answer in words."""
    return solve.status.value if solve.objective is None else f"{solve.status.value} {solve.objective:.10g}"
