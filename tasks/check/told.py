"""Enumerations in prose and in bullets: which numbers the words give which elements.

A sentence is cut where it joins its parts. A part that holds one number and the label of one element gives the element
that number, in whichever order the two stand; one with two labels gives it to the pair. Parts that hold no number, or
several, give nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tasks.check.labels import plain
from tasks.check.mentions import find_mentions

SENTENCE = re.compile(r"(?<=[.?!])\s+(?!\d)|\n\s*\n+")
BULLET = re.compile(r"^\s*(?:[-*\u2022]|\d+[.)])\s+")
PART = re.compile(r",(?!\d)\s*(?:(?:and|but|or)\s+)?|:\s|\s+(?:and|while|whereas|but)\s+|\s\u2013\s|\(|\)")
BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
MASK = "\u241f"
"""Stands for the letters of a label, so that no label is cut."""

Readings = tuple[float, ...]


@dataclass(frozen=True)
class Told:
    """A part of a sentence, with the elements that it names."""

    labels: tuple[str, ...]
    numbers: tuple[Readings, ...]
    """What each of its numbers may mean."""

    @property
    def values(self) -> Readings:
        """What its number may mean; empty where it has none, or several, or names nothing."""
        return self.numbers[0] if len(self.numbers) == 1 and self.labels else ()


Run = tuple[str, list[Told]]
"""What an enumeration is about as a whole, and its parts with a number."""


def runs(prose: str, labels: frozenset[str]) -> Iterator[Run]:
    """What is enumerated in each group between semicolons, and over groups, or bullets, that are alike."""
    for paragraph in re.split(r"\n\s*\n", prose):
        bullets = items_of(paragraph, labels)
        yield from over_groups([list(read_parts(bullet, labels)) for bullet in bullets])
        for sentence in (s for line in (bullets or [paragraph]) for s in SENTENCE.split(line)):
            groups = [list(read_parts(group, labels)) for group in sentence.split(";")]
            yield from over_groups(groups)
            yield from map(within, groups)
        yield from singly(list(read_parts(re.sub(r"[.;]\s", ", ", paragraph), labels)))


def items_of(paragraph: str, labels: frozenset[str]) -> list[str]:
    """The bullets of a paragraph, or its lines where each but the first begins with an element."""
    lines = paragraph.split("\n")
    if bullets := [BULLET.sub("", line) for line in lines if BULLET.match(line)]:
        return bullets
    begun = [line for line in lines if any(start <= 4 for start, _, _ in find_labels(line, labels)[:1])]
    return begun if len(begun) > 1 and begun[-len(lines[1:]) :] == lines[1:] else []


def singly(parts: list[Told]) -> Iterator[Run]:
    """Elements that are told one number each, sentence by sentence, until one of them gets another."""
    told: dict[str, Told] = {}
    for part in parts:
        if part.values and len(part.labels) == 1:
            if part.labels[0] in told:
                yield "", list(told.values())
                told = {}
            told[part.labels[0]] = part
    yield "", list(told.values())


def over_groups(groups: list[list[Told]]) -> Iterator[Run]:
    """The first numbers of several groups, the second ones and so on, where each group is of one element or a pair.

    Groups that speak of more than two may name the same elements beside their own, as the columns of a table.
    """
    names = [tuple(label for part in group for label in part.labels) for group in groups]
    if any(len(set(name)) > 2 for name in names):
        alike = set(names[0]).intersection(*names[1:])
        names = [tuple(label for label in name if label not in alike) for name in names]
    numbers = [[value for part in group for value in part.numbers] for group in groups]
    if len(groups) > 1 and len(set(map(len, numbers))) == 1 and {len(set(name)) for name in names} in ({1}, {2}):
        for told in zip(*numbers, strict=True):
            yield "", [Told(tuple(dict.fromkeys(name)), (value,)) for name, value in zip(names, told, strict=True)]


def within(group: list[Told]) -> Run:
    """The numbers of a group, and what all of them are about: `in Porto, 3 for mail and 5 for chat`."""
    told = [part for part in group if part.values]
    head = [label for part in group if not part.values for label in part.labels]
    counts = [len(part.labels) for part in told]
    alike = set(told[0].labels).intersection(*(part.labels for part in told)) if len(told) > 1 else set[str]()
    if len(alike) == 1 and set(counts) == {2} and not head:
        told = [Told(tuple(label for label in part.labels if label not in alike), part.numbers) for part in told]
        return alike.pop(), told
    if len(told) > 1 and counts[0] == 2 and set(counts[1:]) == {1}:
        head = with_head(head, told[0].labels[0])
        told[0] = Told(told[0].labels[1:], told[0].numbers)
    elif len(told) > 1 and counts[-1] == 2 and set(counts[:-1]) == {1}:
        head = with_head(head, told[-1].labels[1])
        told[-1] = Told(told[-1].labels[:1], told[-1].numbers)
    return " ".join(head), told


def with_head(head: list[str], label: str) -> list[str]:
    """What numbers are about: the label that stands with them alone, where the words list it with others before."""
    return [label] if label in head else [*head, label]


def read_parts(text: str, labels: frozenset[str]) -> Iterator[Told]:
    """The parts of a text that name an element or state a number."""
    places = find_labels(text, labels)
    masked = text
    for start, end, _ in places:
        masked = masked[:start] + MASK * (end - start) + masked[end:]
    start = 0
    for stop, after in [*cuts(masked), (len(masked), len(masked))]:
        mentions = [m for m in find_mentions(masked[start:stop]) if not m.free]
        own = tuple(name for begin, _, name in places if start <= begin < stop)
        if own or mentions:
            yield Told(own, tuple(mention.readings for mention in mentions))
        start = after


def cuts(masked: str) -> Iterator[tuple[int, int]]:
    """Where a text is cut; `between A and B` is not, nor `A and B are 5 apart`."""
    for match in PART.finditer(masked):
        before = masked[: match.start()].rstrip(f"{MASK} ").removesuffix("the").rstrip()
        names_next = masked[match.end() : match.end() + 5].removeprefix("the ").startswith(MASK)
        is_pair = match[0].strip() == "and" and ends_with_first(masked[: match.start()])
        if not (names_next and (is_pair or BETWEEN.search(before))):
            yield match.span()


def ends_with_first(text: str) -> bool:
    """Whether a text ends with an element that follows no other one in a list."""
    before = text.rstrip(MASK).removesuffix("the ").rstrip()
    return text.endswith(MASK) and not before.rstrip(", ").endswith(MASK)


def find_labels(text: str, labels: frozenset[str]) -> list[tuple[int, int, str]]:
    """Where labels stand in a text, in order, the longer one where two overlap."""
    pattern, lower = any_label(labels), text.lower()
    return [(*match.span(), label_of(match[0], labels)) for match in pattern.finditer(lower)] if labels else []


@lru_cache(maxsize=256)
def any_label(labels: frozenset[str]) -> re.Pattern[str]:
    """Any of the labels as words of their own, one or several of it."""
    names = sorted((label.lower() for label in labels if not label.isdigit()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?:e?s)?(?!\w)")


def label_of(found: str, labels: frozenset[str]) -> str:
    """The label that a text names in the singular or the plural."""
    known = plain_labels(labels)
    return next(
        name for cut in (found, found.removesuffix("s"), found.removesuffix("es")) if (name := plain(cut)) in known
    )


@lru_cache(maxsize=256)
def plain_labels(labels: frozenset[str]) -> frozenset[str]:
    """Labels for searching."""
    return frozenset(map(plain, labels))
