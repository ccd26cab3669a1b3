"""How parents are drawn from the population."""

from enum import StrEnum


class Selection(StrEnum):
    """How parents are drawn from the population."""

    uniform = "uniform"
    """Every member alike, as in the paper."""
    young = "young"
    """Weight grows with the generation."""
    rare = "rare"
    """Weight falls with the size of the family in the population."""
    easy = "easy"
    """Weight falls with the measured size."""
    hard = "hard"
    """Weight grows with the measured size."""
