"""Looks in prose whose number is whose: two elements that have each other's number in the data are named.

Prose tells a list of numbers in one of two ways, each number behind the label that it belongs to, or before it. The way
that agrees with more of the data is taken, since a slip moves two of them. Where the words give two elements each
other's numbers, and neither its own, the data are swapped. Tables are read by `tables.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from schemas.formulation import Formulation
from tasks.algebra.numbers import number_text
from tasks.check.finding import Finding
from tasks.check.labels import plain
from tasks.check.mentions import Mention, find_mentions
from tasks.check.quantities import element_labels, is_position, same
from tasks.check.tables import TABLE, Slice, slices

SENTENCE = re.compile(r"(?<=[.;?!])\s+|\n+")
Told = dict[str, frozenset[float]]
"""Numbers that stand with each label."""
Places = dict[frozenset[str], tuple[float, frozenset[float]]]
"""Of each element of a parameter, by its labels: its own number, and those that the words give it."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with the places of its labels and numbers."""

    text: str
    labels: tuple[tuple[int, str], ...]
    mentions: tuple[Mention, ...]

    def names(self) -> set[str]:
        """Labels that it names."""
        return {name for _, name in self.labels}

    def behind(self, label: str) -> "Sentence":
        """What stands behind the first naming of a label."""
        start = min(place for place, name in self.labels if name == label)
        labels = tuple(pair for pair in self.labels if pair[0] > start)
        return Sentence(self.text, labels, tuple(m for m in self.mentions if m.start > start))


def swapped(formulation: Formulation, statement: str) -> Finding | None:
    """Two elements with each other's number."""
    sentences = list(read_sentences(formulation, statement))
    rows = [(row, find_mentions(row)) for table in TABLE.finditer(statement) for row in table[0].splitlines()]
    for parameter in formulation.parameters:
        parts = list(slices(formulation, parameter)) if parameter.sets and not parameter.derivation else []
        if parts and not is_tabled(parts, rows) and (finding := exchanged(parts, sentences)):
            return finding
    return None


def is_tabled(parts: list[Slice], rows: list[tuple[str, tuple[Mention, ...]]]) -> bool:
    """Whether rows of tables give each element its own number, so that its labels in prose go with other numbers."""
    return all(
        any(places(label, text) and value in {v for m in mentions for v in m.readings} for text, mentions in rows)
        for part in parts
        for label, value in part.values.items()
    )


def read_sentences(formulation: Formulation, statement: str) -> Iterator[Sentence]:
    """The sentences of the prose that name labels, with their numbers; positions, as in `week 2`, are none."""
    labels = element_labels(formulation)
    for text in SENTENCE.split(TABLE.sub("\n", statement)):
        found = tuple(sorted((place, plain(label)) for label in labels for place in places(label, text)))
        if found:
            yield Sentence(text, found, tuple(m for m in find_mentions(text) if not is_position(m, text, formulation)))


def places(label: str, text: str) -> list[int]:
    """Where a label stands in a text, as a word of its own."""
    return [match.start() for match in as_word(label).finditer(text)]


@lru_cache(maxsize=4096)
def as_word(label: str) -> re.Pattern[str]:
    """A label as a word of its own, one or several of it."""
    return re.compile(rf"\b{re.escape(label)}(?:e?s)?\b", re.IGNORECASE)


def exchanged(parts: list[Slice], sentences: list[Sentence]) -> Finding | None:
    """The first two elements of a parameter to which the words give each other's number, and neither its own."""
    told = told_places(parts, sentences)
    strange = [(place, own, words) for place, (own, words) in told.items() if words and own not in words]
    for left, right in combinations(strange, 2):
        if left[1] != right[1] and left[1] in right[2] and right[1] in left[2]:
            names = [" and ".join(sorted(place)) for place, _, _ in (left, right)]
            name = parts[0].parameter.name
            detail = f"{name} has {number_text(left[1])} for {names[0]}, the statement for {names[1]}"
            return Finding("swapped_numbers", f"{detail}; give each element its own number")
    return None


def told_places(parts: list[Slice], sentences: list[Sentence]) -> Places:
    """What the words give each element, along every axis of the data."""
    fixed = {plain(part.fixed) for part in parts}
    found: Places = {}
    for part in parts:
        for sentence in told_by(part, fixed, sentences):
            for label, words in best_way(part, sentence).items():
                place = frozenset((plain(part.fixed), label)) - {""}
                known = found.get(place, (0.0, frozenset[float]()))[1]
                found[place] = (same(part.values[label]), known | words)
    return found


def told_by(part: Slice, fixed: set[str], sentences: list[Sentence]) -> Iterator[Sentence]:
    """Sentences, or what is behind the fixed label in them, that name at least two labels of a slice."""
    own = plain(part.fixed)
    for sentence in sentences:
        names = sentence.names()
        if own and own not in names:
            continue
        within = sentence.behind(own) if own and len(names & fixed) > 1 else sentence
        if len(within.names() & part.values.keys()) > 1:
            yield within


def best_way(part: Slice, sentence: Sentence) -> Told:
    """Numbers of each label, read behind it or before it, whichever agrees more; of two labels, whichever has more."""
    own = [(place, name) for place, name in sentence.labels if name in part.values]
    ends = [*(place for place, _ in own[1:]), len(sentence.text)]
    spans_behind = [(name, (place, end)) for (place, name), end in zip(own, ends, strict=True)]
    starts = [max(0, own[0][0] - 40), *(left for (left, _), _ in pairwise(own))]
    spans_before = [(name, (start, place)) for start, (place, name) in zip(starts, own, strict=True)]
    ways = [gathered(part, spans, sentence.mentions) for spans in (spans_behind, spans_before)]
    ranks = [(agreeing(part, way), len(way))[:: 1 if len(part.values) > 2 else -1] for way in ways]
    if ranks[0] == ranks[1]:
        return {name: ways[0].get(name, frozenset()) | ways[1].get(name, frozenset()) for name in {*ways[0], *ways[1]}}
    return ways[0] if ranks[0] > ranks[1] else ways[1]


def agreeing(part: Slice, told: Told) -> int:
    """Labels that the words give their own number."""
    return sum(same(part.values[label]) in words for label, words in told.items())


def gathered(part: Slice, spans: list[tuple[str, tuple[int, int]]], mentions: tuple[Mention, ...]) -> Told:
    """The parameter's numbers in each label's spans."""
    values = set(map(same, part.parameter.values))
    found: Told = {}
    for name, (start, end) in spans:
        here = {same(v) for m in mentions if start <= m.start < end for v in m.readings} & values
        if here:
            found[name] = found.get(name, frozenset()) | here
    return found
