"""How many questions a model solves, and how two models compare on the same ones."""

from schemas.frozen import Frozen
from schemas.round import Interval


class SolveRate(Frozen):
    """A model's share of solved questions: its program's answer is the question's, in the solver's own model object."""

    model: str
    questions: int
    solved: int
    rate: Interval
    """Wilson's interval at 95 %."""
    endings: dict[str, int]
    """Answers by how they ended: solved, wrong_value, unreadable, or a termination status."""
    solved_ids: tuple[str, ...]


class Comparison(Frozen):
    """Base and tuned model on the same questions."""

    base: SolveRate
    tuned: SolveRate
    only_base: int
    """Questions that the base alone solves."""
    only_tuned: int
    difference: Interval
    """Of the rates, tuned less base; paired, Bonett and Price's interval at 95 % (2012)."""
