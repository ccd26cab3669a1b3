"""Which items several benchmarks share, so that none counts twice in an average."""

import math
import re
from collections.abc import Sequence
from itertools import combinations

from schemas.benchmark_item import BenchmarkSet
from schemas.frozen import Frozen

NEAR = 0.9
"""Jaccard similarity of word triples, numbers as they are, from which two items are the same one with an edit."""
WORD = re.compile(r"\w+")


class SharedItems(Frozen):
    """What two sets share."""

    left: str
    right: str
    items: tuple[tuple[str, str], ...]
    """Ids of the left and of the right set's item."""
    exact: int
    """Of these, equal but for case, blanks and signs; the others are nearly so."""
    same_label: int
    """Of these, with the same label."""


def shared_items(sets: Sequence[BenchmarkSet]) -> tuple[SharedItems, ...]:
    """What each pair of sets shares; pairs that share nothing are left out."""
    found = (shared_by(left, right) for left, right in combinations(sets, 2))
    return tuple(each for each in found if each.items)


def shared_by(left: BenchmarkSet, right: BenchmarkSet) -> SharedItems:
    """Items of two sets with the same words: equal but for case and blanks, or nearly so with equal numbers."""
    by_words = {bare(item.question): item for item in left.items}
    near = Triples({item.id: item.question for item in left.items})
    by_id = {item.id: item for item in left.items}
    pairs: list[tuple[str, str]] = []
    exact = same = 0
    for item in right.items:
        twin = by_words.get(bare(item.question))
        exact += twin is not None
        twin = twin or by_id.get(near.nearest(item.question))
        if twin is not None:
            pairs.append((twin.id, item.id))
            same += (twin.label.kind, twin.label.value) == (item.label.kind, item.label.value)
    return SharedItems(left=left.name, right=right.name, items=tuple(pairs), exact=exact, same_label=same)


def repeated(sets: Sequence[BenchmarkSet]) -> set[tuple[str, str]]:
    """Set and id of each item that an earlier set holds already."""
    return {(shared.right, right) for shared in shared_items(sets) for _, right in shared.items}


def bare(question: str) -> str:
    """The letters and digits of a question, in lower case."""
    return "".join(
        letter for letter in question.replace("\\\\n", " ").replace("\\n", " ").casefold() if letter.isalnum()
    )


class Triples:
    """Questions by their word triples, ready to be compared with."""

    def __init__(self, questions: dict[str, str]) -> None:
        """Index the questions by id."""
        self.sets = {name: triples(question) for name, question in questions.items()}
        self.holders: dict[tuple[str, ...], list[str]] = {}
        for name, found in self.sets.items():
            for triple in found:
                self.holders.setdefault(triple, []).append(name)

    def nearest(self, question: str) -> str:
        """Id of the nearest question that is near enough; empty: none is.

        Only the rarest triples are looked up: two sets that share so much share one of these (prefix filtering).
        """
        own = triples(question)
        rarest = sorted(own, key=lambda triple: (len(self.holders.get(triple, ())), triple))
        prefix = rarest[: len(own) - math.ceil(NEAR * len(own)) + 1]
        candidates = {name for triple in prefix for name in self.holders.get(triple, ())}
        likeness = {name: len(own & self.sets[name]) / len(own | self.sets[name]) for name in candidates}
        best = max(likeness, key=lambda name: (likeness[name], name), default="")
        return best if likeness.get(best, 0.0) >= NEAR else ""


def triples(question: str) -> frozenset[tuple[str, ...]]:
    """Runs of three words or numbers of a question."""
    words = WORD.findall(question.casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False))
