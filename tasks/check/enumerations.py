"""Holds enumerations of the words against the data: `5 tons for oats, 3 for rye` is a row of two cells.

`$16 from the mill to the port` is a cell of a matrix. Where an enumeration names every element of some data and has
just the numbers of the data, in another order, two elements have each other's number; unless it tells other data, or
other words tell these rightly.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TypeVar

from schemas.formulation import Formulation, Member, Parameter
from tasks.algebra.numbers import number_text
from tasks.check.finding import Finding
from tasks.check.labels import plain
from tasks.check.mentions import find_mentions
from tasks.check.quantities import element_labels, same
from tasks.check.tables import TABLE, Line, Slice, parts_of, tabled_lines
from tasks.check.told import Readings, runs

FEWEST = 5
"""Numbers from which on most of them agree with the data by no chance."""
GLUE = re.compile(r",? (?:and )?[$\u20ac\u00a3]?", re.IGNORECASE)
Name = TypeVar("Name", str, tuple[str, ...])
Pairs = dict[tuple[str, ...], Readings]
"""What the number of each pair of labels may mean."""


def exchanged_in_lists(formulation: Formulation, statement: str) -> Finding | None:
    """Elements that have each other's number in an enumeration of the words."""
    known = [part for parameter in formulation.parameters for part in distinct(formulation, parameter)]
    if not known:
        return None
    lines = enumerations(formulation, statement)
    said = [*lines, *tabled_lines(formulation, statement)]
    right = [part for part in known if any(is_told(part, line) for line in said)]
    for line in lines:
        if any(is_told(part, line) for part in known):
            continue
        found = next((part for part in known if part not in right and is_exchanged(part, line)), None)
        if found is not None:
            return swapped_finding(found, line)
    return exchanged_in_order([part for part in known if part not in right], statement, lines)


def exchanged_in_order(known: list[Slice], statement: str, lines: list[Line]) -> Finding | None:
    """Two elements with each other's number in bare numbers told in the order of the elements: `14, 9, 21, 8 and 3`."""
    series = [told for told in bare_numbers(statement) if len(told) >= FEWEST]
    text = plain(statement)
    for part, told in product(known, series):
        if len(told) == len(part.values):
            line = Line("", dict(zip(part.values, told, strict=True)))
            if are_two_exchanged(part, line) and are_in_order(part, text, lines):
                return swapped_finding(part, line)
    return None


def are_two_exchanged(part: Slice, line: Line) -> bool:
    """Whether a line agrees with a slice but for two elements, which have each other's number."""
    wrong = [label for label in part.values if not part.agrees(line, label)]
    if len(wrong) != 2:
        return False
    left, right = (same(part.values[label]) for label in wrong)
    return left in map(same, line.cells[wrong[1]]) and right in map(same, line.cells[wrong[0]])


def bare_numbers(statement: str) -> Iterator[list[Readings]]:
    """Numbers that stand side by side with nothing but commas and a last `and` between them."""
    prose, end = TABLE.sub("\n\n", statement), 0
    told: list[Readings] = []
    for mention in find_mentions(prose):
        if told and not GLUE.fullmatch(prose[end : mention.start]):
            yield told
            told = []
        told, end = [*told, mention.readings], mention.end
    yield told


def are_in_order(part: Slice, text: str, lines: list[Line]) -> bool:
    """Whether the words name the elements first in the order of the set, or tell other data of them in that order."""
    places = [text.find(label) for label in part.values]
    return (min(places) >= 0 and places == sorted(places)) or any(
        list(line.cells) == list(part.values) for line in lines
    )


def distinct(formulation: Formulation, parameter: Parameter) -> list[Slice]:
    """A parameter's slices, and all of it, whose numbers differ; none of derived data."""
    parts = [] if parameter.derivation else parts_of(formulation, parameter)
    return [part for part in parts if len(set(map(same, part.values.values()))) > 1]


def swapped_finding(part: Slice, line: Line) -> Finding:
    """What is exchanged."""
    label = next(label for label in part.values if not part.agrees(line, label))
    said, has = number_text(line.cells[label][0]), number_text(part.values[label])
    detail = f"{part.parameter.name} has {has} for {label}, the statement {said}; give each element its own number"
    return Finding("swapped_numbers", detail)


def is_told(part: Slice, line: Line) -> bool:
    """Whether a line tells a slice completely and rightly."""
    return part.values.keys() <= line.cells.keys() and all(part.agrees(line, label) for label in part.values)


def is_exchanged(part: Slice, line: Line) -> bool:
    """Whether a line holds a slice's numbers, all of them, in another order, and speaks of what the slice is about.

    One that does not say what that is, as the second numbers of all items of a list, must agree but for two numbers.
    """
    if not part.values.keys() <= line.cells.keys() or not part.is_permuted(line):
        return False
    if not part.fixed or plain(part.fixed) in line.head:
        return True
    agreeing = sum(part.agrees(line, label) for label in part.values)
    return not line.head and len(part.values) >= FEWEST and agreeing == len(part.values) - 2


def enumerations(formulation: Formulation, statement: str) -> list[Line]:
    """The enumerations of the prose: of single elements by their set, and of pairs, those of a matrix row by row."""
    groups = dict.fromkeys(axis for index_set in formulation.sets for axis in axes(index_set.members))
    lines: list[Line] = []
    pairs: list[Pairs] = []
    for head, told in runs(TABLE.sub("\n\n", statement), element_labels(formulation)):
        single = [(part.labels[0], part.values) for part in told if len(part.labels) == 1]
        by_set = [once((label, values) for label, values in single if label in members) for members in groups]
        lines += [Line(head, cells) for cells in by_set if len(cells) > 1]
        pairs.append(once((part.labels, part.values) for part in told if len(part.labels) == 2))
        pairs.append(once(((head, label), values) for label, values in single if head))
    return [*lines, *(line for told in in_one(pairs) for line in matrices(told))]


def once(told: Iterable[tuple[Name, Readings]]) -> dict[Name, Readings]:
    """What is told, by its name; nothing where a name stands twice."""
    cells = list(told)
    by_name = dict(cells)
    return by_name if len(by_name) == len(cells) else {}


def in_one(rows: list[Pairs]) -> Iterator[Pairs]:
    """Pairs that are told one after the other, as many as belong to one matrix: until one gets another number."""
    told: Pairs = {}
    for row in rows:
        if any(told.get(labels, values) != values for labels, values in row.items()):
            yield told
            told = {}
        told = told | row
    yield told


def matrices(told: Pairs) -> Iterator[Line]:
    """Pairs as elements of a set of pairs and as cells of a matrix, as they stand and for both ways."""
    there_and_back = {(right, left): values for (left, right), values in told.items()} | told
    for pairs in (told, there_and_back):
        for link in (" to ", " "):
            yield Line("", {link.join(labels): values for labels, values in pairs.items()})


def axes(members: tuple[Member, ...]) -> Iterator[frozenset[str]]:
    """The labels of a set, those of pairs by their place."""
    flat = [member if isinstance(member, tuple) else (member,) for member in members]
    for at in range(min(map(len, flat), default=0)):
        yield frozenset(plain(str(member[at])) for member in flat)
