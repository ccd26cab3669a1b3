"""Groups near-duplicates: statements whose number-masked words share most of their word triples.

A cluster is named after its first member and holds whatever is near to that member: the estimate is MinHash's, by a
fixed seed, and children join in the order of their numbers, so that the same round gives the same clusters.
"""
# pyright: basic
# Reason: rensa ships no types.

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rensa import RMinHash, RMinHashLSH  # pyright: ignore[reportAttributeAccessIssue] # compiled, without types

from schemas.candidate import Candidate

NEAR: Final = 0.7
"""Jaccard similarity above which two statements are near-duplicates."""
PERMUTATIONS: Final = 128
BANDS: Final = 32
"""Bands of four rows: a pair at 0.7 is looked at with probability 0.9998."""
SEED: Final = 20_260_101
WORD = re.compile(r"#|[^\W\d_]+")


def masked_words(statement: str) -> list[str]:
    """The words of a statement in lower case, each number as `#`."""
    return WORD.findall(re.sub(r"\d[\d,.]*", "#", statement.lower()))


def shingles(statement: str) -> list[str]:
    """Word triples of a statement with masked numbers."""
    words = masked_words(statement)
    if len(words) < 3:
        return words
    return [" ".join(triple) for triple in zip(words, words[1:], words[2:], strict=False)]


def sketches(statements: Iterable[str]) -> list[RMinHash]:
    """MinHash sketch of each statement."""
    return RMinHash.from_token_sets([shingles(statement) for statement in statements], PERMUTATIONS, SEED)


class Clusters:
    """Clusters known so far, each by its first member."""

    def __init__(self, near: float = NEAR) -> None:
        """Know none; take the similarity above which a statement belongs to a cluster."""
        self.threshold = near
        self.index = RMinHashLSH(near, PERMUTATIONS, BANDS)
        self.firsts: list[RMinHash] = []
        self.names: list[str] = []

    def nearest(self, sketch: RMinHash) -> str | None:
        """Name of the cluster whose first member is nearest; None where none is near."""
        near = [(-sketch.jaccard(self.firsts[at]), self.names[at]) for at in self.index.query(sketch)]
        best = min(near, default=(0.0, ""))
        return best[1] if -best[0] > self.threshold else None

    def open(self, name: str, sketch: RMinHash) -> None:
        """Begin a cluster."""
        self.index.insert(len(self.names), sketch)
        self.firsts.append(sketch)
        self.names.append(name)

    def place(self, name: str, sketch: RMinHash) -> str:
        """The cluster that a statement belongs to: the nearest, or a new one of its own name."""
        found = self.nearest(sketch)
        if found is None:
            self.open(name, sketch)
        return found or name


def find_clusters(children: Sequence[Candidate], population: Sequence[Candidate]) -> dict[str, str]:
    """Cluster of each child, in the order of their numbers; a child far from all others is its own cluster.

    Args:
        children: the round's living candidates.
        population: accepted problems of earlier rounds; one without a stored cluster is its own.
    """
    clusters = Clusters()
    firsts = first_members(population)
    for (name, _), sketch in zip(firsts.items(), sketches(m.statement for m in firsts.values()), strict=True):
        clusters.open(name, sketch)
    ordered = sorted(children, key=lambda child: (child.number, child.id))
    return {
        child.id: clusters.place(child.id, sketch)
        for child, sketch in zip(ordered, sketches(c.statement for c in ordered), strict=True)
    }


def first_members(population: Iterable[Candidate]) -> dict[str, Candidate]:
    """The oldest accepted problem of each cluster."""
    firsts: dict[str, Candidate] = {}
    for member in sorted(population, key=lambda member: (member.round, member.number, member.id)):
        firsts.setdefault(member.cluster or member.id, member)
    return firsts
