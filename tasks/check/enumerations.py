"""Holds enumerations of the words against the data: `5 tons for oats, 3 for rye` is a row of two cells.

Where an enumeration names every element of some data and has just the numbers of the data, in another order, two
elements have each other's number; unless it tells other data, or other words tell these rightly.
"""

from collections.abc import Iterator

from schemas.formulation import Formulation, Member, Parameter
from tasks.algebra.numbers import number_text
from tasks.check.finding import Finding
from tasks.check.labels import plain
from tasks.check.quantities import element_labels, same
from tasks.check.tables import TABLE, Line, Slice, lines_of, read_tables, slices
from tasks.check.told import Told, runs


def exchanged_in_lists(formulation: Formulation, statement: str) -> Finding | None:
    """Elements that have each other's number in an enumeration of the words."""
    known = [part for parameter in formulation.parameters for part in distinct(formulation, parameter)]
    if not known:
        return None
    lines = list(enumerations(formulation, statement))
    lines += as_one(lines)
    tabled = [line for table in read_tables(statement) for line in lines_of(table)]
    right = [part for part in known if any(is_told(part, line) for line in (*lines, *tabled))]
    for line in lines:
        if any(is_told(part, line) for part in known):
            continue
        found = next((part for part in known if part not in right and is_exchanged(part, line)), None)
        if found is not None:
            return swapped_finding(found, line)
    return None


def distinct(formulation: Formulation, parameter: Parameter) -> list[Slice]:
    """The slices of a parameter, and all of an axis as one, whose numbers differ; none of derived data."""
    parts = [] if parameter.derivation else list(slices(formulation, parameter))
    return [part for part in (*parts, *joined(parts)) if len(set(map(same, part.values.values()))) > 1]


def joined(parts: list[Slice]) -> Iterator[Slice]:
    """Slices of one axis as one: the numbers of a matrix by row and column."""
    by_labels: dict[frozenset[str], list[Slice]] = {}
    for part in parts:
        by_labels.setdefault(frozenset(part.values), []).append(part)
    for alike in by_labels.values():
        if len(alike) > 1 and all(part.fixed for part in alike):
            values = {f"{plain(part.fixed)} {label}": value for part in alike for label, value in part.values.items()}
            yield Slice(alike[0].parameter, "", values)


def as_one(lines: list[Line]) -> list[Line]:
    """Enumerations that follow each other, each of one row of a matrix, as one of the matrix."""
    cells = [(f"{line.head} {label}", values) for line in lines if line.head for label, values in line.cells.items()]
    by_label = dict(cells)
    return [Line("", by_label)] if len(by_label) == len(cells) > 0 else []


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
    """Whether a line holds a slice's numbers, all of them, in another order, and speaks of what the slice is about."""
    spoken_of = not part.fixed or plain(part.fixed) in line.head
    return spoken_of and part.values.keys() <= line.cells.keys() and part.is_permuted(line)


def enumerations(formulation: Formulation, statement: str) -> Iterator[Line]:
    """The enumerations of the prose: of single elements by their set, and of pairs."""
    groups = dict.fromkeys(axis for index_set in formulation.sets for axis in axes(index_set.members))
    for head, told in runs(TABLE.sub("\n\n", statement), element_labels(formulation)):
        single = [part for part in told if len(part.labels) == 1]
        for members in groups:
            yield from as_line(head, [(part.labels[0], part) for part in single if part.labels[0] in members])
        yield from as_line(head, [(" to ".join(part.labels), part) for part in told if len(part.labels) == 2])


def axes(members: tuple[Member, ...]) -> Iterator[frozenset[str]]:
    """The labels of a set, those of pairs by their place."""
    flat = [member if isinstance(member, tuple) else (member,) for member in members]
    for at in range(min(map(len, flat), default=0)):
        yield frozenset(plain(str(member[at])) for member in flat)


def as_line(head: str, cells: list[tuple[str, Told]]) -> Iterator[Line]:
    """A line of at least two cells, each label of which has one number."""
    by_label = {label: part.values for label, part in cells}
    if len(by_label) > 1 and len(by_label) == len(cells):
        yield Line(head, by_label)
