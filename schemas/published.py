"""A figure that a paper published, to be shown beside ours and marked as theirs."""

from schemas.frozen import Frozen


class PublishedFigure(Frozen):
    """One accuracy of one system on one benchmark."""

    system: str
    benchmark: str
    """A known benchmark's name, without its label set."""
    percent: float
    rule: str
    """In the paper's words."""
    source: str
