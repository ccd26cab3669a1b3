"""Which problems of one collection stand in another: word for word, or nearly, numbers as they are.

For a report, not for a decision: what `tasks/decontaminate.py` keeps out is told with masked numbers and stricter.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from schemas.overlap import Overlap
from tasks.benchmarks.overlap import bare
from tasks.check.overlap import Item
from tasks.decontaminate import read_benchmark
from tasks.lake.lake import open_lake

GRAM = 5
"""Words in a row."""
NEAR = 0.7
WORD = re.compile(r"\w+")
Grams = frozenset[tuple[str, ...]]


def overlaps(lake: str, files: Sequence[str]) -> tuple[Overlap, ...]:
    """A lake's accepted problems against each file, then the files among themselves.

    Args:
        lake: folder of the lake; empty: the files alone.
        files: benchmarks as JSON Lines, JSON or Parquet.

    Raises:
        LakeError: there is no lake.
        RowsError: a file can't be read.
    """
    sets = [(Path(file).name, read_benchmark(Path(file))[1]) for file in files]
    own = [(lake, accepted_items(lake))] if lake else []
    pairs = [(left, right) for left in own for right in sets]
    return tuple(overlap(left, right) for left, right in (*pairs, *combinations(sets, 2)))


def accepted_items(lake: str) -> list[Item]:
    """The accepted problems of all campaigns of a lake, seeds included, each once."""
    opened = open_lake(lake)
    found = {c.id: c.statement for name in opened.campaigns() for c in opened.candidates(name)}
    return list(found.items())


def overlap(left: tuple[str, Sequence[Item]], right: tuple[str, Sequence[Item]]) -> Overlap:
    """One collection's items in another one."""
    words = {bare(statement) for _, statement in right[1]}
    index = GramIndex(right[1])
    nearest = [(name, *index.nearest(statement)) for name, statement in left[1]]
    pairs = tuple((name, other, round(likeness, 3)) for name, other, likeness in nearest if likeness >= NEAR)
    return Overlap(
        left=left[0],
        right=right[0],
        items=len(left[1]),
        exact=sum(bare(statement) in words for _, statement in left[1]),
        near=len(pairs),
        pairs=pairs,
    )


class GramIndex:
    """Items by their runs of words."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Index them."""
        self.items = [(name, grams(statement)) for name, statement in items]
        self.holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, (_, found) in enumerate(self.items):
            for gram in found:
                self.holders[gram].append(number)

    def nearest(self, statement: str) -> tuple[str, float]:
        """Name of the item that is most alike, and how much it is; nothing and 0 where none shares a run."""
        own = grams(statement)
        shared = Counter(number for gram in own for number in self.holders.get(gram, ()))
        likeness = {n: times / (len(own) + len(self.items[n][1]) - times) for n, times in shared.items()}
        best = max(likeness, key=lambda number: likeness[number], default=None)
        return ("", 0.0) if best is None else (self.items[best][0], likeness[best])


def grams(statement: str) -> Grams:
    """All runs of five words or numbers."""
    words = WORD.findall(statement.replace("\\n", " ").casefold())
    return frozenset(zip(*(words[start:] for start in range(GRAM)), strict=False))
