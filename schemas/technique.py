"""Modelling techniques that a model may show."""

from enum import StrEnum


class Technique(StrEnum):
    """What a modeller did that goes beyond sums and limits; told from the model alone, whatever its names."""

    big_m = "big_m"
    """A switch: an amount is tied to a yes/no decision."""
    logical = "logical"
    """Yes/no decisions tied to each other: implications, exclusions."""
    k_of_n = "k_of_n"
    """So many of a list are chosen."""
    piecewise = "piecewise"
    """Weights that add up to 1 pick a point between breakpoints."""
    absolute_value = "absolute_value"
    """A difference is limited, or paid for, in both directions."""
    min_max = "min_max"
    """The worst or the best of several is optimized."""
    multi_period = "multi_period"
    """What is left over goes on into the next period."""
    network = "network"
    """What flows in flows out."""
