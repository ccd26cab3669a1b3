"""Tables told otherwise: their rows as a list, or their columns in another order."""

import re
from random import Random

from tests.phrasings.parts import Part

LAYOUT = re.compile(
    r"\b(columns?|rows?|headings?|heads?|table|across|down the side|left|right|top|above|below|sheet below|circles?|"
    r"order|page|chart|register|named first|later page)\b",
    re.IGNORECASE,
)
"""Words that may speak of how a table is laid out."""
UNIT = re.compile(r"^(?P<name>[^()]+?) ?\((?P<unit>[^()]+)\)(?P<rest>.*)$")
COUNTED = re.compile(
    r"(Tons?|Tonnes?|Hours?|Minutes?|Miles?|Kilometres?|Kilolitres|Pounds|Cents|Pieces?|Pallets?|Decagrams|Tins?|Days?|"
    r"Gigabytes?|Chains|Persons|Parcels|Passengers|Holders|Analysts?|Votes|Watt-hours|Difficulty points|"
    r"Readiness points)\b(?! at most)"
)
"""Heads that say what is counted."""
DIRECTED = re.compile(r"^(From|From / to|From quarry|Start|Old shade)$")


def cells_of(table: Part) -> list[list[str]]:
    """The cells of all rows, heads included."""
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for at, line in enumerate(table.lines) if at != 1
    ]


def told_otherwise(table: Part, statement: str, rng: Random) -> Part:
    """The table as a list or with its columns in another order, where no word speaks of its layout."""
    rows = cells_of(table)
    square = len({len(row) for row in rows}) == 1 and len(table.lines) > 2 and all(rows[0][1:])
    if not square or LAYOUT.search(statement) or DIRECTED.match(rows[0][0]):
        return table
    if plain_corner(rows[0]) and (rng.random() < 0.6 or len(rows[0]) < 3):
        return as_list(rows)
    in_order = any(re.search(r"\d", head) for head in rows[0])
    return table if in_order or len(rows[0]) < 3 else with_other_columns(rows, rng)


def plain_corner(heads: list[str]) -> bool:
    """Whether the first head only names what the rows are, and no head holds a number, which each row would repeat."""
    return bool(re.fullmatch(r"[A-Z][a-z]+[a-rt-z]", heads[0])) and not any(re.search(r"\d", head) for head in heads)


def as_list(rows: list[list[str]]) -> Part:
    """Each row as a line: `- bench: profit $119, sales limit 40`."""
    heads, *others = rows
    corner = f"{heads[0]} " if others[0][0].isdigit() else ""
    lines = [", ".join(told(head, value) for head, value in zip(heads[1:], row[1:], strict=True)) for row in others]
    return Part("list", tuple(f"- {corner}{row[0]}: {line}" for row, line in zip(others, lines, strict=True)))


def told(head: str, value: str) -> str:
    """One cell with what heads it: `profit $119`, `mass 37 kg`, `$147 per tonne`, `Austria 7`."""
    match = UNIT.match(head)
    if head.startswith("$ "):
        return f"${value} {head[2:]}"
    if value == "1":
        head = re.sub(r"^(\w+?)s\b", r"\1", head)
    if match is None:
        return f"{value} {head[0].lower()}{head[1:]}" if COUNTED.match(head) else f"{in_lower_case(head)} {value}"
    label, unit = f"{match['name'][0].lower()}{match['name'][1:]}{match['rest']}", match["unit"]
    if re.match(r"\$(?: per |/|$)", unit):
        return f"{label} ${value}{unit[1:].replace('/', ' per ')}"
    return (
        f"{label} {value} {unit}"
        if re.fullmatch(r"[\w/]+|cubic metres|\w+ per \w+", unit)
        else f"{in_lower_case(head)} {value}"
    )


def in_lower_case(head: str) -> str:
    """A head that is a phrase, without its capital letter; names keep theirs."""
    return head[0].lower() + head[1:] if re.match(r"[A-Z][a-z]+(?:,| [a-z(])", head) else head


def with_other_columns(rows: list[list[str]], rng: Random) -> Part:
    """The table with its columns in another order; the first stays."""
    order = [0, *rng.sample(range(1, len(rows[0])), len(rows[0]) - 1)]
    lines = [f"| {' | '.join(row[at] for at in order)} |" for row in rows]
    return Part("table", (lines[0], f"|{'---|' * len(order)}", *lines[1:]))
