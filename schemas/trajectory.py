"""A trajectory: what a reasoner, its interpreter and its intervener wrote, each part with its author."""

from enum import StrEnum

from schemas.frozen import Frozen


class Author(StrEnum):
    """Who wrote a segment."""

    reasoner = "reasoner"
    """The model that is to be trained: its words and its programs."""
    interpreter = "interpreter"
    """What a program of the reasoner's printed, in its fence: nothing that it should learn to write."""
    intervener = "intervener"
    """A hint that took the place of a flaw."""


class Segment(Frozen):
    """A stretch of a trajectory that one author wrote; the texts of all segments, joined, are the trajectory."""

    author: Author
    text: str
