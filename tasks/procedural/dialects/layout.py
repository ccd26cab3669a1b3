"""Lays a program's long lines out over several, inside brackets: an item, a clause, a side or a term a line."""

import re
from itertools import pairwise
from typing import Final

WIDTH: Final = 100
"""Most characters of a line that can be laid out."""
STEP: Final = "    "
TOKEN: Final = re.compile(r"""f?"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|.""")
"""A string, or any other character."""
STATEMENT: Final = re.compile(r"(return |model \+= )(.*)")
"""Statements whose expression takes brackets of its own, unless it is a single call."""
CALL: Final = re.compile(r"[\w.]+\(\0+\)")

COMMENT, ITEMS, CLAUSES, SIGNS, TERMS = map(
    re.compile, (r"  (?=# )", r"(?<=,) ", r" (?=for )", r" (?=[<>=]= )", r" (?=[+-] )")
)
"""Where a line is cut, the first that applies."""


def lay_out(program: str) -> str:
    """The program without lines that are too long; a comment behind such a line stands above it."""
    lines: list[str] = []
    for line in program.split("\n"):
        lines += [line] if len(line) <= WIDTH or line.startswith("#") else statement_lines(line)
    return "\n".join(lines)


def statement_lines(line: str) -> list[str]:
    """Lines of one long statement."""
    bare = line.lstrip()
    indent = line[: len(line) - len(bare)]
    code, *comments = cut(bare, COMMENT)
    above = [indent + comment for comment in comments]
    if len(indent + code) <= WIDTH:
        return [*above, indent + code]
    match = STATEMENT.fullmatch(code)
    if match and not CALL.fullmatch(top_level(match[2])):
        return [*above, f"{indent}{match[1]}(", *body_lines(match[2], indent + STEP), f"{indent})"]
    return [*above, *bracket_lines(code, indent)]


def bracket_lines(code: str, indent: str) -> list[str]:
    """What the widest brackets hold, on lines of its own."""
    groups = [match.span() for match in re.finditer(r"[(\[{]\0+[)\]}]", top_level(code))]
    if not groups:
        return [indent + code]
    start, end = max(groups, key=lambda group: group[1] - group[0])
    inside = body_lines(code[start + 1 : end - 1], indent + STEP)
    return [indent + code[: start + 1], *inside, indent + code[end - 1 :]]


def body_lines(body: str, indent: str) -> list[str]:
    """Lines of what stands between brackets: a comprehension, or items with a comma behind each."""
    items = cut(body, ITEMS)
    if len(items) == 1 or len(cut(body, CLAUSES)) > 1:
        return piece_lines(body, indent)
    return [line for item in items for line in piece_lines(f"{item.rstrip(',')},", indent)]


def piece_lines(piece: str, indent: str) -> list[str]:
    """Lines of an expression: cut before clauses, at a comparison, before terms, or else inside its brackets."""
    if len(indent + piece) <= WIDTH:
        return [indent + piece]
    for places in (CLAUSES, SIGNS, TERMS):
        parts = cut(piece, places)
        if len(parts) > 1:
            return [line for part in parts for line in piece_lines(part, indent)]
    return bracket_lines(piece, indent)


def cut(code: str, places: re.Pattern[str]) -> list[str]:
    """Parts of a line of code between a pattern's places, which drop out; brackets and strings are not looked into."""
    spans = [match.span() for match in places.finditer(top_level(code))]
    edges = [(0, 0), *spans, (len(code), len(code))]
    return [code[end:start] for (_, end), (start, _) in pairwise(edges)]


def top_level(code: str) -> str:
    """The code with everything in brackets and strings blotted out, as long as before."""
    shown, depth = "", 0
    for token in TOKEN.findall(code):
        depth -= token in (")", "]", "}")
        shown += token if depth == 0 and len(token) == 1 else "\0" * len(token)
        depth += token in ("(", "[", "{")
    return shown
