"""What two collections of problems have in common, by their words."""

from schemas.frozen import Frozen


class Overlap(Frozen):
    """Items of one collection that stand in another."""

    left: str
    right: str
    items: int
    """Of the left one."""
    exact: int
    """Of these, word for word in the right one, case and signs aside."""
    near: int
    """Of these, word for word or nearly: Jaccard similarity of word 5-grams of at least 0.7."""
    pairs: tuple[tuple[str, str, float], ...]
    """Names of each near item and of what it is nearest to, with their similarity."""
