"""What a move is: one way in which an operator changes a problem."""

from collections.abc import Callable, Mapping
from random import Random

from schemas.blueprint import Blueprint
from tasks.procedural.operators.study import Study


class NotApplicable(ValueError):
    """This problem does not offer what a move or an operator needs; the message says what is missing."""


Move = Callable[[Study, Random], Blueprint]
"""Takes the studied parent, returns the child, or raises NotApplicable."""


def first_applicable(moves: Mapping[str, Move], study: Study, rng: Random) -> Blueprint:
    """Try the moves in random order and return the first child.

    Raises:
        NotApplicable: no move applies; the message lists every reason.
    """
    reasons: list[str] = []
    for name in rng.sample(sorted(moves), len(moves)):
        try:
            return moves[name](study, rng)
        except NotApplicable as reason:
            reasons.append(f"{name}: {reason}")
    raise NotApplicable("; ".join(reasons))
