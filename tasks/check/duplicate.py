"""Looks for duplicates in a whole round at once, in the order of the children's numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schemas.candidate import Candidate
from schemas.spec import CLUSTER_CAP
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.check.clusters import find_clusters
from tasks.check.no_op import normalized


@dataclass(frozen=True)
class Content:
    """What of a problem another one may repeat."""

    name: str
    model: str
    words: str
    cluster: str

    @classmethod
    def of(cls, candidate: Candidate, cluster: str) -> "Content":
        """The content of a candidate."""
        return cls(candidate.id, candidate.evidence.model_hash or "", normalized(candidate.statement), cluster)


class Accepted:
    """What is accepted so far: by model, by words, and how many in each cluster."""

    def __init__(self, population: Sequence[Candidate]) -> None:
        """Begin with the problems of earlier rounds."""
        self.models: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.sizes: Counter[str] = Counter()
        for member in population:
            self.add(Content.of(member, member.cluster or member.id))

    def add(self, content: Content) -> None:
        """Remember a problem; the first of equal ones keeps its place."""
        if content.model:
            self.models.setdefault(content.model, content.name)
        self.words.setdefault(content.words, content.name)
        self.sizes[content.cluster] += 1

    def objection(self, content: Content, cap: int) -> tuple[str, str] | None:
        """Reason and sentence against one more problem; None where it may come in."""
        if other := self.models.get(content.model):
            return "same_model_as", f"its model is that of {other}, under other names or in another order"
        if other := self.words.get(content.words):
            return "same_words_as", f"its words are those of {other}"
        size = self.sizes[content.cluster]
        if size >= cap:
            return "cluster_full", f"the cluster {content.cluster} of near-duplicates holds {size} problems already"
        return None


def find_duplicates(
    children: Sequence[Candidate],
    population: Sequence[Candidate],
    clusters: Mapping[str, str] | None = None,
    cap: int = CLUSTER_CAP,
) -> dict[str, Verdict]:
    """Judge every child against the accepted problems and the accepted children before it.

    Args:
        children: the round's living candidates, with `evidence.model_hash` filled in.
        population: accepted problems of earlier rounds.
        clusters: what `find_clusters` gave for the same two; found here where it is not given.
        cap: most accepted problems of one cluster.
    """
    named = find_clusters(children, population) if clusters is None else clusters
    accepted = Accepted(population)
    verdicts: dict[str, Verdict] = {}
    for child in sorted(children, key=lambda child: (child.number, child.id)):
        content = Content.of(child, named[child.id])
        objection = accepted.objection(content, cap)
        near = content.cluster != child.id
        verdicts[child.id] = verdict(child, objection, ("near_duplicate",) if near else ())
        if objection is None:
            accepted.add(content)
    return verdicts


def verdict(child: Candidate, objection: tuple[str, str] | None, marks: tuple[str, ...]) -> Verdict:
    """The checker's answer on one child."""
    return Verdict(
        candidate_id=child.id,
        checker=CheckerName.duplicate,
        outcome=Outcome.passed if objection is None else Outcome.failed,
        reason=objection[0] if objection else None,
        detail=objection[1] if objection else "",
        marks=marks,
    )
