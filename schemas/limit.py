"""What ends a campaign."""

from enum import StrEnum


class Limit(StrEnum):
    """What ends a campaign."""

    target = "target"
    """Enough problems are accepted."""
    most_candidates = "most_candidates"
    most_seconds = "most_seconds"
    rounds = "rounds"
    budget = "budget"
    """What teachers may be paid in the campaign is spent."""
    barren = "barren"
    """None of the latest candidates was accepted, so that the target would never be met."""
