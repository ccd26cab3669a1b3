"""Holds enumerations of the words against the data: `5 tons for oats, 3 for rye` is a row of two cells.

`$16 from the mill to the port` is a cell of a matrix. Where an enumeration names every element of some data and has
just the numbers of the data, in another order, two elements have each other's number; unless it tells other data, or
other words tell these rightly.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from typing import TypeVar

from schemas.formulation import Formulation, Member, Parameter
from tasks.algebra.numbers import number_text
from tasks.check.finding import Finding
from tasks.check.labels import plain
from tasks.check.mentions import Mention, find_mentions
from tasks.check.positions import position_names
from tasks.check.quantities import element_labels, noun_stems, same, stems
from tasks.check.tables import TABLE, Line, Slice, along_axes, parts_of, tabled_lines
from tasks.check.told import SENTENCE, Readings, find_labels, runs

FEWEST = 5
"""Numbers from which on most of them agree with the data by no chance."""
GLUE = re.compile(r"(?:,? |/|(?: [a-z]+)?(?:,(?: and)?| and) )(?:US|USD |EUR |GBP )?[$\u20ac\u00a3]?")
"""Between two bare numbers: a unit may stand behind each, a currency before it."""
IN_ORDER = re.compile(r"\brespectively\b|\b(?:in|by) (?:that|this|the same|the above|their) (?:order|sequence)\b", re.I)
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
    left = [part for part in known if not any(is_told(part, line) for line in said)]
    for line in lines:
        if any(is_told(part, line) for part in known):
            continue
        found = next((part for part in left if is_exchanged(part, line)), None)
        if found is not None:
            return swapped_finding(found, line)
    return exchanged_in_order(formulation, left, statement, lines) or exchanged_in_rows(formulation, left, statement)


def exchanged_in_order(
    formulation: Formulation, known: list[Slice], statement: str, lines: list[Line]
) -> Finding | None:
    """Two elements with each other's number in bare numbers told in the order of the elements: `14, 9, 21, 8 and 3`.

    A few numbers must be said to be in that order.
    """
    text = plain(statement)
    for part, (told, sentence) in product(known, bare_numbers(statement)):
        is_said = IN_ORDER.search(sentence) or (len(told) > 2 and speaks_of_periods(formulation, part, sentence))
        if len(told) == len(part.values) and (len(told) >= FEWEST or is_said):
            line = Line("", dict(zip(part.values, told, strict=True)))
            if are_two_exchanged(part, line) and are_in_order(part, text, lines):
                return swapped_finding(part, line)
    return None


def exchanged_in_rows(formulation: Formulation, known: list[Slice], statement: str) -> Finding | None:
    """Two cells of a matrix with each other's number where each row's numbers stand behind its label, bare."""
    for parameter in {part.parameter.name: part.parameter for part in known if part.fixed}.values():
        for axis in along_axes(formulation, parameter):
            rows = rows_in_order(axis, statement)
            values = {f"{part.fixed} {label}": value for part in axis for label, value in part.values.items()}
            cells = [cell for row in rows for cell in row]
            if rows and len(values) >= FEWEST and len(cells) == len(values):
                whole, line = Slice(parameter, "", values), Line("", dict(zip(values, cells, strict=True)))
                if are_two_exchanged(whole, line):
                    return swapped_finding(whole, line)
    return None


def rows_in_order(axis: list[Slice], statement: str) -> list[list[Readings]]:
    """As many bare numbers behind each row's label as the row has cells; empty unless each row has one such telling."""
    names = {plain(part.fixed): part for part in axis}
    found: dict[str, list[list[Readings]]] = {name: [] for name in names}
    prose = TABLE.sub("\n\n", statement)
    places = find_labels(prose, frozenset(part.fixed for part in axis))
    for at, (_, end, name) in enumerate(places):
        stop = places[at + 1][0] if at + 1 < len(places) else len(prose)
        told = [numbers for numbers in series(SENTENCE.split(prose[end:stop])[0].split(";")[0]) if len(numbers) > 1]
        found[name] += [numbers for numbers in told if len(numbers) == len(names[name].values)][:1]
    return [rows[0] for rows in found.values()] if all(len(rows) == 1 for rows in found.values()) else []


def are_two_exchanged(part: Slice, line: Line) -> bool:
    """Whether a line agrees with a slice but for two elements, which have each other's number."""
    wrong = [label for label in part.values if not part.agrees(line, label)]
    if len(wrong) != 2:
        return False
    left, right = (same(part.values[label]) for label in wrong)
    return left in map(same, line.cells[wrong[1]]) and right in map(same, line.cells[wrong[0]])


def bare_numbers(statement: str) -> Iterator[tuple[list[Readings], str]]:
    """Numbers with nothing but commas, a unit and a last `and` between them, with the sentence that tells them."""
    for sentence in SENTENCE.split(TABLE.sub("\n\n", statement)):
        yield from ((told, sentence) for told in series(sentence) if len(told) > 1)


def series(text: str) -> Iterator[list[Readings]]:
    """Numbers that stand side by side."""
    told: list[Mention] = []
    for mention in find_mentions(text):
        if told and not goes_on(told[-1], mention, text):
            yield [number.readings for number in told]
            told = []
        told = [*told, mention]
    yield [number.readings for number in told]


def goes_on(last: Mention, mention: Mention, text: str) -> bool:
    """Whether two numbers are of one series; not: `over three days, 14, 11 and 5`."""
    between = text[last.end : mention.start]
    return bool(GLUE.fullmatch(between)) and (last.spelled == mention.spelled or between in (", ", " and ", ", and "))


def speaks_of_periods(formulation: Formulation, part: Slice, sentence: str) -> bool:
    """Whether a sentence names what the periods of a slice are: `over the three weeks`."""
    periods = [s for s in formulation.sets if list(part.values) == list(map(str, s.members))]
    return any(label.isdigit() for label in part.values) and any(noun_stems(s) & stems(sentence) for s in periods)


def are_in_order(part: Slice, text: str, lines: list[Line]) -> bool:
    """Whether the words name the elements first in the order of the set, or tell other data of them in that order.

    Periods follow each other without being named.
    """
    if all(label.isdigit() for label in part.values):
        return True
    places = [text.find(label) for label in part.values]
    return (min(places) >= 0 and places == sorted(places)) or any(
        [label for label in line.cells if label in part.values] == list(part.values) for line in lines
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
    names = position_names(formulation, statement)
    for words, parts in runs(TABLE.sub("\n\n", statement), element_labels(formulation).union(names)):
        head = names.get(words, words)
        told = [replace(part, labels=tuple(names.get(label, label) for label in part.labels)) for part in parts]
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
