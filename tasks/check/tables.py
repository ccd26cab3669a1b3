"""Holds the tables of a text against the data, cell by cell, by the labels at the heads of rows and columns.

A column (or a row) of a table tells a parameter, or one slice of it, where all cells agree; the whole of it may tell a
matrix. What tells none, but agrees with some parameter in most of its cells, shows a wrong value, even one that the
words state elsewhere. A table that is written in other units or tells something else agrees with no parameter nearly,
and is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.formulation import Formulation, Parameter
from tasks.algebra.ground import keys_of
from tasks.algebra.numbers import number_text
from tasks.check.finding import Finding
from tasks.check.labels import plain
from tasks.check.mentions import find_mentions
from tasks.check.positions import position_names
from tasks.check.quantities import element_labels, same, stems
from tasks.check.told import find_labels

TABLE = re.compile(r"(?:^\|.*(?:\n|\Z))+", re.MULTILINE)
RULE = re.compile(r"[\s|:-]+")


@dataclass(frozen=True)
class Line:
    """A column or a row of a table."""

    head: str
    cells: dict[str, tuple[float, ...]]
    """What each number may mean, by the label at the other side of the table."""


@dataclass(frozen=True)
class Slice:
    """A parameter's values along one of its sets, the other indices being fixed."""

    parameter: Parameter
    fixed: str
    """The other indices."""
    values: dict[str, float]
    """By label."""

    def told_by(self, line: Line) -> list[bool]:
        """Whether each cell agrees; nothing where cells and values are of different elements."""
        common = self.values.keys() & line.cells.keys()
        if not common or len(common) < min(len(self.values), len(line.cells)):
            return []
        return [self.agrees(line, label) for label in common]

    def agrees(self, line: Line, label: str) -> bool:
        """Whether a cell may mean the value."""
        return same(self.values[label]) in map(same, line.cells[label])

    def is_permuted(self, line: Line) -> bool:
        """Whether the cells hold the slice's numbers in another order."""
        common = self.values.keys() & line.cells.keys()
        own = sorted(same(self.values[label]) for label in common)
        told = [list(map(same, line.cells[label])) for label in common]
        return own == sorted(next((value for value in values if value in own), values[0]) for values in told)

    def nearly_told_by(self, line: Line) -> bool:
        """Whether most cells agree, or hold its numbers in another order; of two one, where the head speaks of it."""
        told = self.told_by(line)
        if len(told) > 2 and sum(told) and self.is_permuted(line):
            return True
        if len(told) == 2:
            spoken_of = stems(f"{self.parameter.name} {self.parameter.meaning} {self.fixed}")
            return (any(told) or self.is_permuted(line)) and bool(stems(line.head) & spoken_of)
        return 2 * sum(told) > len(told)


def misread(formulation: Formulation, statement: str) -> Finding | None:
    """A value of the data that differs from its cell in a table of the words."""
    lines = tabled_lines(formulation, statement)
    if not lines:
        return None
    known = [part for parameter in formulation.parameters for part in parts_of(formulation, parameter)]
    return next(filter(None, (contradiction(line, known) for line in lines)), None)


def contradiction(line: Line, known: list[Slice]) -> Finding | None:
    """What a line contradicts in the parameter that it nearly tells, where there is no other that it tells."""
    if any(all(told) for part in known if (told := part.told_by(line))):
        return None
    near = next((part for part in known if part.nearly_told_by(line)), None)
    if near is None:
        return None
    label = next(label for label in line.cells if label in near.values and not near.agrees(line, label))
    found, value = number_text(line.cells[label][0]), number_text(near.values[label])
    where = f"{found} for {label!r} under {line.head!r}" if line.head else f"{found} for {label!r}"
    detail = f"the statement's table has {where}, {near.parameter.name} has {value}; make the two the same"
    return Finding("table_differs", detail)


def tabled_lines(formulation: Formulation, statement: str) -> list[Line]:
    """The columns and rows of all tables, and each table as a whole, by the labels of the sets where heads hold one."""
    names = dict.fromkeys(element_labels(formulation), "") | position_names(formulation, statement)
    tables = [by_labels(table, names) for table in read_tables(statement)]
    return [line for table in tables for line in (*lines_of(table), as_matrix(table))]


def by_labels(table: list[list[str]], names: dict[str, str]) -> list[list[str]]:
    """A table whose heads are elements alone, where each of them speaks of another one: `out of Riva it is`."""
    corner, *across = table[0]
    down = [row[0] for row in table[1:]]
    across, down = only_labels(across, names), only_labels(down, names)
    return [[corner, *across], *([head, *row[1:]] for head, row in zip(down, table[1:], strict=True))]


def only_labels(heads: list[str], names: dict[str, str]) -> list[str]:
    """The label in each head; the heads as they are where one has none or several, or two have the same."""
    labels = frozenset(names)
    found = [[names.get(name) or name for _, _, name in find_labels(head, labels)] for head in heads]
    told = [name for of_head in found for name in of_head]
    return told if len(set(told)) == len(told) == len(heads) and all(found) else heads


def read_tables(text: str) -> Iterator[list[list[str]]]:
    """The cells of each Markdown table with a head and a row, the head first."""
    for block in TABLE.findall(text):
        rows = [row for row in block.splitlines() if not RULE.fullmatch(row)]
        if len(rows) > 1:
            yield [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]


def as_matrix(table: list[list[str]]) -> Line:
    """All cells of a table by the labels of row and column."""
    percent = has_percent(table)
    rows = [(row[0], numbers(table[0][1:], row[1:], percent)) for row in table[1:]]
    cells = {f"{plain(head)} {label}": values for head, told in rows for label, values in told.items()}
    return Line("", cells if len(cells) == sum(len(told) for _, told in rows) else {})


def has_percent(table: list[list[str]]) -> bool:
    """Whether a head speaks of percentages, which then may reach all cells."""
    return any("%" in head or "percent" in head.lower() for head in table[0])


def lines_of(table: list[list[str]]) -> Iterator[Line]:
    """The columns of a table and its rows, those that hold numbers."""
    percent = has_percent(table)
    turned = [list(column) for column in zip(*table, strict=False)]
    for lines, labels in ((turned[1:], turned[0][1:]), (table[1:], table[0][1:])):
        if len(set(labels)) == len(labels):
            yield from (Line(head, numeric) for head, *cells in lines if (numeric := numbers(labels, cells, percent)))


def numbers(labels: list[str], cells: list[str], percent: bool) -> dict[str, tuple[float, ...]]:
    """What the cells may mean, by label, without those that hold no number."""
    told = ((plain(label), readings(cell, percent)) for label, cell in zip(labels, cells, strict=False))
    return {label: values for label, values in told if values}


def readings(cell: str, percent: bool) -> tuple[float, ...]:
    """What a cell with one number may mean; nothing where it holds none or several."""
    mentions = find_mentions(cell)
    if len(mentions) != 1:
        return ()
    values = mentions[0].readings
    return (*values, round(values[0] / 100, 12)) if percent and len(values) == 1 else values


def parts_of(formulation: Formulation, parameter: Parameter) -> list[Slice]:
    """A parameter along each of its sets, and a matrix as a whole, its numbers by row and column or the reverse."""
    axes = along_axes(formulation, parameter)
    return [part for axis in axes for part in (*axis, *joined(axis))]


def slices(formulation: Formulation, parameter: Parameter) -> list[Slice]:
    """A parameter along each of its sets."""
    return [part for axis in along_axes(formulation, parameter) for part in axis]


def along_axes(formulation: Formulation, parameter: Parameter) -> list[list[Slice]]:
    """The slices along each set of a parameter; a set of pairs is one set, and each end of its pairs another."""
    keys = keys_of(formulation, parameter.sets) if parameter.sets else []
    flat = [key if isinstance(key, tuple) else (key,) for key in keys]
    axes = [
        grouped(parameter, [(str(key[at]), (*key[:at], *key[at + 1 :])) for key in flat])
        for at in range(len(flat[0]) if flat else 0)
    ]
    if len(parameter.sets) == 1 and flat and len(flat[0]) > 1:
        axes.append(grouped(parameter, [(" to ".join(map(str, key)), ()) for key in flat]))
    return axes


def grouped(parameter: Parameter, places: list[tuple[str, tuple[object, ...]]]) -> list[Slice]:
    """Slices of a parameter, one for each combination of the fixed indices."""
    groups: dict[tuple[object, ...], dict[str, float]] = {}
    for (label, fixed), value in zip(places, parameter.values, strict=True):
        groups.setdefault(fixed, {})[plain(label)] = value
    return [Slice(parameter, " ".join(map(str, fixed)), values) for fixed, values in groups.items()]


def joined(axis: list[Slice]) -> Iterator[Slice]:
    """The slices of one axis as one, without the zeros, which words may pass over."""
    if len(axis) > 1:
        values = {f"{plain(part.fixed)} {label}": value for part in axis for label, value in part.values.items()}
        yield Slice(axis[0].parameter, "", {label: value for label, value in values.items() if value})
