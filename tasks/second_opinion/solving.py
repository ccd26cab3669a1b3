"""Answers to captured models inside a worker's own process: warm, a millisecond each, at the tightest tolerances.

Work is bounded by nodes and iterations, so that the same model gets the same answer on a busy machine; the clock is the
last resort.
"""

import math
from types import MappingProxyType
from typing import Final

from schemas.solve import ANSWERS, TerminationStatus
from tasks.algebra.highs import Answer, Options, solve_linear_model
from tasks.algebra.linear_model import LinearModel
from tasks.second_opinion.opinions import TIGHTEST

SECONDS = 10.0
TIGHT: Final[Options] = MappingProxyType(
    {
        "primal_feasibility_tolerance": TIGHTEST,
        "dual_feasibility_tolerance": TIGHTEST,
        "mip_feasibility_tolerance": TIGHTEST,
        "simplex_iteration_limit": 200_000,
    }
)
NODES, FEW_NODES = 5_000, 200
SAME = 1e-6
"""Relative difference up to which two optima are one."""


def solve_tightly(model: LinearModel, nodes: int = NODES, *, presolve: bool = True) -> Answer:
    """Solve at gap 0 with all tolerances at 1e-9.

    Args:
        model: what to solve.
        nodes: of the search tree, at most; fewer for a variant, whose answer is worth less.
        presolve: whether HiGHS 1.15.1 may tighten bounds first. No limit but the clock holds that work, and on whole
            numbers that a continuous model was never meant for it takes seconds now and then.
    """
    chosen = "choose" if presolve else "off"
    return solve_linear_model(model, SECONDS, {**TIGHT, "mip_max_nodes": nodes, "presolve": chosen})


def told(answer: Answer) -> bool:
    """Whether an answer is one: an optimum, or that there is none."""
    return answer.status in ANSWERS


def same_answer(left: Answer, right: Answer) -> bool:
    """Whether two answers are one; both must be answers."""
    if left.status is not right.status:
        return False
    if left.status is not TerminationStatus.optimal or left.objective is None or right.objective is None:
        return True
    return math.isclose(left.objective, right.objective, rel_tol=SAME, abs_tol=SAME)


def in_words(answer: Answer) -> str:
    """An answer for a sentence."""
    return answer.status.value if answer.objective is None else f"{answer.objective:.10g}"
