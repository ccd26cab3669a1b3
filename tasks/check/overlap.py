"""Finds problems that repeat a benchmark's words: many words in a row, or most of their triples, numbers masked."""
# pyright: basic
# Reason: rensa ships no types.

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tasks.check.clusters import Clusters, masked_words, sketches

GRAM: Final = 13
"""Words in a row that nobody writes twice by chance."""
DISTINCT: Final = 7
"""Different words among them at least: lists of numbers are alike everywhere."""

NEAR: Final = 0.5
"""Jaccard similarity of the word triples above which words are nearly an item's; an edit every 12 words leaves 0.6."""

Item = tuple[str, str]
"""A benchmark's item: its name, and its words."""
Run = tuple[str, ...]


def runs(statement: str) -> Iterator[Run]:
    """Every so many words in a row."""
    words = masked_words(statement)
    return zip(*(words[start:] for start in range(GRAM)), strict=False)


class Overlap:
    """Benchmarks, ready to be compared with."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Index the items."""
        self.items = tuple(items)
        self.runs: dict[int, int] = {}
        """Number of the first item that has a run of words, by the run's hash, which this process alone gives it."""
        self.near = Clusters(NEAR)
        for number, (_, statement) in enumerate(self.items):
            for run in runs(statement):
                if len(set(run)) >= DISTINCT:
                    self.runs.setdefault(hash(run), number)
        for (name, _), sketch in zip(self.items, sketches(words for _, words in self.items), strict=True):
            self.near.open(name, sketch)

    def find(self, statements: Sequence[str]) -> list[str]:
        """For each statement what it repeats, in a sentence; empty where it repeats nothing."""
        pairs = zip(statements, sketches(statements), strict=True)
        return [self.shared(text) or self.like(sketch) for text, sketch in pairs]

    def shared(self, statement: str) -> str:
        """The first run of words that an item has, too."""
        for run in runs(statement):
            if (number := self.runs.get(hash(run))) is not None:
                return f"{self.items[number][0]} has the same {GRAM} words in a row: {' '.join(run)!r}"
        return ""

    def like(self, sketch: object) -> str:
        """The item that the words are nearest to, where that is near."""
        name = self.near.nearest(sketch)
        return f"the words are nearly those of {name}" if name else ""
