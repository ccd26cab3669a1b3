"""The books of a round: every child is accepted, or rejected with a stage and a reason; none is lost."""

from collections import Counter
from collections.abc import Iterable

from schemas.candidate import Candidate
from schemas.frozen import Frozen


class Book(Frozen):
    """Children of one operator in one round, and where they went."""

    campaign: str
    round: int
    strategy: str
    operator: str
    children: int
    accepted: int
    rejected: dict[str, int]
    """By `stage:reason`."""

    @property
    def balanced(self) -> bool:
        """Whether every child was accepted, or rejected with both a stage and a reason."""
        return self.children == self.accepted + sum(self.rejected.values())


def books(candidates: Iterable[Candidate]) -> tuple[Book, ...]:
    """The children of each round, strategy and operator: accepted ones, and rejected ones by stage and reason."""
    groups: dict[tuple[str, int, str, str], list[Candidate]] = {}
    for candidate in candidates:
        key = (candidate.campaign, candidate.round, candidate.strategy, candidate.operator)
        groups.setdefault(key, []).append(candidate)
    return tuple(book(groups[key]) for key in sorted(groups))


def book(children: list[Candidate]) -> Book:
    """The book of one operator; a rejection that lacks stage or reason stands nowhere, and unbalances it."""
    first = children[0]
    rejected = Counter(
        f"{child.rejected_stage}:{child.rejected_reason}"
        for child in children
        if child.rejected_stage is not None and child.rejected_reason
    )
    return Book(
        campaign=first.campaign,
        round=first.round,
        strategy=first.strategy,
        operator=first.operator,
        children=len(children),
        accepted=sum(child.rejected_stage is None and child.rejected_reason is None for child in children),
        rejected=dict(sorted(rejected.items())),
    )
