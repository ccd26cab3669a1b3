"""What differs between two states of a candidate, as the ledger keeps it."""

from typing import Any

from schemas.candidate import Candidate


def changed_fields(before: Candidate, after: Candidate) -> dict[str, Any]:
    """Fields of the later state that differ from the earlier one, JSON-like."""
    names = {
        name for name in Candidate.model_fields if getattr(before, name) is not getattr(after, name)
        and getattr(before, name) != getattr(after, name)
    }  # fmt: skip
    return after.model_dump(mode="json", include=names, exclude_defaults=False)
