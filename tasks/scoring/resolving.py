"""Solves captured models again, fast: in a process that is there for it (`examiner.py`), never in a flow's own."""

from tasks.algebra.highs import QUICK, Answer, solve_linear_model
from tasks.algebra.linear_model import LinearModel

LIMIT_SECONDS = 5.0


def resolve(model: LinearModel) -> Answer:
    """Solve a model at gap 0."""
    return solve_linear_model(model, LIMIT_SECONDS, QUICK)
