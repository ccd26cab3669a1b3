"""A figure of a benchmark: how many answers are right, and how sure that is."""

from pydantic import Field

from schemas.frozen import Frozen
from schemas.round import Interval
from schemas.score import Reason
from schemas.solve import SolverName


class Figure(Frozen):
    """One cell of the matrix: a set under one rule, one label set and one solver."""

    set: str
    labels: str
    solver: SolverName
    rule: str
    items: int
    """Items that have a label."""
    samples: int
    """Answers to each."""
    right: float
    """Right items; with several samples, the sum of the items' shares."""
    accuracy: Interval
    """Share of right items: Wilson's interval of one sample, else the bootstrap's over items."""
    pass_at: dict[int, float] = Field(default_factory=dict[int, float])
    """Unbiased pass@k, by k; empty for one sample."""
    majority: float | None = None
    """Share of items whose majority answer is right; None for one sample."""
    best_of: float | None = None
    """Share of items whose best answer by agreement is right; None for one sample."""


class ReasonCount(Frozen):
    """How often answers to a set ended in one way, under the run's own rule."""

    set: str
    labels: str
    solver: SolverName
    reason: Reason
    count: int
    examples: tuple[str, ...]
    """Ids of some items."""


class Average(Frozen):
    """Averages over a run's sets, under one rule and one solver, with the sets' own labels."""

    solver: SolverName
    rule: str
    micro: float
    """Share of all items, sets laid together."""
    macro: float
    """Mean of the sets' shares."""
    items: int
    micro_without_repeats: float
    """The same without items that an earlier set holds already."""
    macro_without_repeats: float
    items_without_repeats: int


class RuleChange(Frozen):
    """Items whose verdict differs between two rules that stand side by side."""

    set: str
    labels: str
    solver: SolverName
    left: str
    right: str
    won: tuple[str, ...]
    """Right under the right rule alone."""
    lost: tuple[str, ...]
    """Right under the left rule alone."""


class Comparison(Frozen):
    """Two runs over the items that both have, under one rule."""

    set: str
    rule: str
    left: str
    right: str
    items: int
    left_right: int
    """Items that the left run has right."""
    right_right: int
    left_only: tuple[str, ...]
    right_only: tuple[str, ...]
    p_value: float
    """Of McNemar's exact test that both are right equally often."""
