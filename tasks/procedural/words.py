"""Renders a blueprint's passages as the words of the problem.

A passage is a Jinja template. It may use

    {{ budget }}                                    a scalar parameter, printed with thousands separators
    {{ share | percent }}                           a scalar as a percentage: 0.2 reads 20%
    {{ each(profit, "${value} for a {0}") }}        all values of a parameter: "$30 for a desk and $45 for a chair"
    {{ by_row(use, "a {0} takes {items}", "{value} hours of {1}") }}   a matrix in prose, row by row
    {{ table(use, "Product") }}                     a matrix as a Markdown table; "Product" heads its first column
    {{ columns(ITEMS, "Product", {"Profit ($)": profit, "": use}) }}   several parameters over one set as one table;
                                                    a matrix gives a column a member of its second set
    {{ names(ITEMS) }} {{ count(ITEMS) }}           the labels, "desks, chairs and beds", and how many, "three"
    {{ listing(ARCS, "from {0} to {1}") }}          each member of a set by a pattern
    {{ label(ITEMS, 0) }}                           one label by position (labels change with the domain)
    {{ ITEMS.singular }} {{ ITEMS.plural }}         the nouns of a set
    {{ amount("make", "desk") }} {{ active("make", "desk") }}   the phrases of a decision variable
    {{ general("make") }} {{ such("make") }}        its amount for "each product", and for "that product"
    {{ total("make") }} {{ every("make") }}         "the total tons of all grades made", "every ton of any grade made"
    {{ unit("make") }} {{ per("make") }}            its unit in the plural, "tons", and one of it, "ton"
    {{ in_unit("make") }} {{ named("make", 0) }}    " (in tons)" unless its amount says it; the pattern "the {0} grade"
    {{ measured(cap, "make") }}                     a number with the unit, "40 tons", unless its amount names the unit
    {{ moment(deadline, "finish") }}                a point in time, "hour 40"
    {{ priced(fee, "objective") }}                  a number with the unit, "$40", "40 thousand dollars", "40 points"
    {{ price_pattern("objective") }}                the same as a pattern for `each`: "${value}"
    {{ least | spelled }}                           a count in words, "two", up to twelve
    {{ meaning("profit") }}                         what a parameter is, without its unit

In patterns `{0}`, `{1}` stand for labels and `{value}` for the number.
"""

import itertools
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from schemas.blueprint import Blueprint, Passage, PassageRole
from schemas.formulation import Formulation, IndexSet, Member, Parameter
from tasks.algebra.ground import Key, parameter_table
from tasks.algebra.numbers import grouped_text
from tasks.procedural.phrasing import general_phrases
from tasks.procedural.units import price_text

ROLES = tuple(PassageRole)
SMALL_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


class Data:
    """A parameter inside a template."""

    def __init__(self, formulation: Formulation, parameter: Parameter) -> None:
        """Look the values up once."""
        self.sets = tuple(formulation.index_set(name) for name in parameter.sets)
        self.table = parameter_table(formulation, parameter)

    def items(self) -> list[tuple[tuple[Any, ...], float]]:
        """Labels and value of each entry."""
        assert isinstance(self.table, dict)
        return [(as_labels(key), value) for key, value in self.table.items()]

    def at(self, *labels: Any) -> float:
        """The value at some labels."""
        assert isinstance(self.table, dict)
        return self.table[labels if len(labels) != 1 else labels[0]]


class Nouns:
    """An index set inside a template."""

    def __init__(self, blueprint: Blueprint, index_set: IndexSet) -> None:
        """Find the nouns; a set without any is called by its name."""
        nouns = blueprint.nouns.get(index_set.name)
        self.members = index_set.members
        self.singular = nouns.singular if nouns else index_set.name.lower()
        self.plural = nouns.plural if nouns else index_set.name.lower()


def as_labels(key: Key | Member) -> tuple[Any, ...]:
    """A key as the tuple of its labels."""
    return key if isinstance(key, tuple) else (key,)


def join(items: list[str], last: str = "and") -> str:
    """`a, b and c`; with semicolons where an item holds a comma."""
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any(", " in item for item in items) else ", "
    return f"{comma.join(items[:-1])}{comma.rstrip() if comma == '; ' else ''} {last} {items[-1]}"


def fill(pattern: str, labels: tuple[Any, ...], value: float | None = None) -> str:
    """Fill a pattern with labels and a number; a price such as $1.50 keeps its cents."""
    if value is None:
        return pattern.format(*labels, value="")
    return pattern.format(*labels, value=price_text(value) if "${value}" in pattern else grouped_text(value))


def each(data: Data, pattern: str) -> str:
    """All values of a parameter in prose."""
    return join([fill(pattern, labels, value) for labels, value in data.items()])


def by_row(data: Data, outer: str, inner: str) -> str:
    """A matrix in prose, row by row; entries of zero are left out."""
    rows: list[str] = []
    for first, group in itertools.groupby(data.items(), key=lambda item: item[0][0]):
        items = join([fill(inner, labels, value) for labels, value in group if value])
        rows.append(outer.format(first, items=items))
    return join(rows) if len(rows) < 2 else "; ".join(rows[:-1]) + f"; and {rows[-1]}"


def table(data: Data, corner: str = "") -> str:
    """A matrix as a Markdown table, its first index down and the others across."""
    rows: dict[str, list[str]] = {}
    heads: list[str] = []
    for labels, value in data.items():
        head = " / ".join(str(label) for label in labels[1:])
        rows.setdefault(str(labels[0]), []).append(grouped_text(value))
        heads += [head] if head not in heads else []
    return markdown(corner, heads, rows)


def columns(index_set: Nouns, corner: str, parameters: dict[str, Data]) -> str:
    """Several parameters over the same set as one Markdown table."""
    heads: list[str] = []
    rows: dict[str, list[str]] = {" to ".join(map(str, as_labels(m))): [] for m in index_set.members}
    for head, data in parameters.items():
        width = len(as_labels(index_set.members[0]))
        for labels, value in data.items():
            rest = " ".join(str(label) for label in labels[width:])
            name = f"{head} {rest}".strip()
            heads += [name] if name not in heads else []
            rows[" to ".join(map(str, labels[:width]))].append(grouped_text(value))
    return markdown(corner, heads, rows)


def markdown(corner: str, heads: list[str], rows: dict[str, list[str]]) -> str:
    """A Markdown table with an empty line before and after."""
    lines = [f"| {' | '.join([corner, *heads])} |", f"|{'---|' * (len(heads) + 1)}"]
    lines += [f"| {' | '.join([name, *cells])} |" for name, cells in rows.items()]
    return "\n\n" + "\n".join(lines) + "\n\n"


def count(index_set: Nouns) -> str:
    """How many members a set has, in words up to twelve."""
    size = len(index_set.members)
    return SMALL_NUMBERS[size] if size < len(SMALL_NUMBERS) else str(size)


def names(index_set: Nouns) -> str:
    """All labels of a set."""
    return join([" to ".join(map(str, as_labels(member))) for member in index_set.members])


def listing(index_set: Nouns, pattern: str) -> str:
    """Each member of a set by a pattern."""
    return join([pattern.format(*as_labels(member)) for member in index_set.members])


def label(index_set: Nouns, position: int) -> Member:
    """One label by position."""
    return index_set.members[position]


def percent(value: float) -> str:
    """A share as a percentage."""
    return f"{grouped_text(round(value * 100, 9))}%"


def spelled(value: float) -> str:
    """A count in words up to twelve."""
    whole = value == int(value) and 0 <= value < len(SMALL_NUMBERS)
    return SMALL_NUMBERS[int(value)] if whole else grouped_text(value)


def finalize(value: Any) -> Any:
    """Print bare numbers as prose does."""
    return grouped_text(value) if isinstance(value, int | float) else value


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """The template environment; a passage from a file can reach nothing but the data."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=finalize, autoescape=False)
    made.filters["percent"] = percent
    made.filters["spelled"] = spelled
    return made


@lru_cache(maxsize=20_000)
def compiled(text: str) -> Template:
    """Compile a passage once; seeds of one setting share their passages."""
    return environment().from_string(text)


def vocabulary(blueprint: Blueprint) -> dict[str, Any]:
    """Everything that a passage may name."""
    formulation = blueprint.formulation
    sets = {index_set.name: Nouns(blueprint, index_set) for index_set in formulation.sets}
    data = {
        parameter.name: Data(formulation, parameter) if parameter.sets else parameter.values[0]
        for parameter in formulation.parameters
    }

    def phrase(kind: str) -> Callable[..., str]:
        def told(name: str, *labels: Any) -> str:
            return getattr(blueprint.phrases[name], kind).format(*labels)

        return told

    def meaning(name: str) -> str:
        return formulation.parameter(name).meaning.split(", in ")[0]

    functions: dict[str, Any] = {
        "each": each,
        "by_row": by_row,
        "table": table,
        "columns": columns,
        "count": count,
        "names": names,
        "listing": listing,
        "label": label,
        "amount": phrase("amount"),
        "active": phrase("active"),
        "unit": phrase("unit"),
        "meaning": meaning,
        **general_phrases(blueprint),
    }
    return {**sets, **data, **functions}


def write_statement(blueprint: Blueprint) -> str:
    """Render all passages, in the order of their roles, as one statement.

    Raises:
        jinja2.TemplateError: a passage names something that the blueprint does not have.
    """
    ordered = sorted(blueprint.passages, key=lambda passage: ROLES.index(passage.role))
    return tidy(paragraphs(ordered, vocabulary(blueprint)))


def paragraphs(passages: list[Passage], words: dict[str, Any]) -> str:
    """Passages as prose: data run on; rules, the goal and what follows a table start a paragraph."""
    parts: list[str] = []
    role: PassageRole | None = None
    for passage in passages:
        text = capital(compiled(passage.text).render(words).strip())
        after_block = bool(parts) and parts[-1].splitlines()[-1].startswith(("|", "- "))
        runs_on = passage.role in (role, PassageRole.data) and not after_block
        parts.append(("" if role is None else " " if runs_on else "\n\n") + text)
        role = passage.role
    return "".join(parts)


def capital(text: str) -> str:
    """Start a sentence with a capital letter."""
    return text[:1].upper() + text[1:]


ONE_OF_MANY = re.compile(
    r"(?<![\d.,])1 (hour|minute|day|week|month|year|unit|ton|tonne|kilogram|gram|litre|dollar|kilometre|metre|mile|"
    r"truck|worker|nurse|patient|piece|point|pallet|crate|box|page|gigabyte|megawatt)(es|s)\b"
)


def tidy(text: str) -> str:
    """One blank line between paragraphs and tables, no blanks at line ends, `1 hour` for `1 hours`."""
    text = ONE_OF_MANY.sub(r"1 \1", text)
    lines = [line.strip() if not line.startswith("|") else line for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()
