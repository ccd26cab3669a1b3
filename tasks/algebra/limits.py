"""How large a formulation or a captured model may be. What a language model wrote is read under these limits.

They lie far above what a solver takes without a licence (2,000 variables and 2,000 constraints, were every one in every
other), so that none is met by a problem that anybody could solve here. What is beyond one is `TooLarge`, said before
the memory or the time is spent.
"""

from tasks.algebra.errors import TooLarge

MOST_CHARACTERS = 8 * 2**20
"""Of a formulation's text."""
LONGEST_EXPRESSION = 40_000
"""Characters of one expression."""
DEEPEST = 60
"""Nesting of one expression; a sum of many terms is one level."""
MOST_MEMBERS = 20_000
"""Of one index set."""
MOST_KEYS = 4_000_000
"""Index combinations of a parameter or a variable."""
MOST_COLUMNS = 100_000
MOST_ROWS = 100_000
MOST_NONZEROS = 4_000_000
MOST_STEPS = 10_000_000
"""Turns of all loops of one formulation together."""
LARGEST_WHOLE = 10**15
"""Largest whole number that is still counted exactly in a solver's arithmetic."""
LARGEST_NUMBER = 1e100
"""Largest number of the data, so that products of a few stay finite."""
LONGEST_MODEL = 32 * 2**20
"""Characters of a captured model."""


def refuse_beyond(count: int, most: int, what: str) -> None:
    """Raise TooLarge where there are more than may be.

    Args:
        count: how many there are, or would be.
        most: the limit.
        what: named in the message, such as `rows`.
    """
    if count > most:
        raise TooLarge(f"{count:,} {what} are more than the {most:,} that are read; make the problem smaller")


class Meter:
    """Counts the turns of one formulation's loops."""

    __slots__ = ("left",)

    def __init__(self, most: int = MOST_STEPS) -> None:
        """Start with all of them left."""
        self.left = most

    def spend(self, turns: int) -> None:
        """Take some turns; TooLarge when they are used up."""
        self.left -= turns
        if self.left < 0:
            raise TooLarge(f"its sums and rows take more than {MOST_STEPS:,} steps; make the sets smaller")
