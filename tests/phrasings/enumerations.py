"""Figures that a sentence enumerates, set out below it: as bullets, or a matrix as a table."""

import re
from dataclasses import dataclass
from itertools import takewhile
from random import Random

from tests.phrasings.parts import Part

NUMBER = r"-?[$£€]?-?\d[\d,]*(?:\.\d+)?%?"
ITEM = re.compile(rf"(?P<number>{NUMBER})(?P<rest>(?: [^\d,;:]+)?)")
RUN = re.compile(
    rf"(?<![\w.,$£€-])(?:{NUMBER}(?: [^\d,;:]+?)?, )+{NUMBER}(?: [^\d,;:]+?)? and {NUMBER}(?: [^\d,;:]+)?\.$"
)
LINK = re.compile(r"^(?P<unit>.*?) ?\b(?P<link>in the case of|for|of|in|at|on|with|as|to|from) (?P<name>.+)$")
SWAPPED = {"in the case of", "for", "of", "in", "at", "on", "with"}
LINKED_AGAIN = re.compile(r"\b(for|of|in|at|on|with|as|to|from|until)\b|^an? ")
"""In a name: it is more than a name."""
LONGEST_NAME = 4
TRAILING = re.compile(
    r"\b(that|which|who|have|has|must|at most|in all|altogether|added up|after|before|until|is|are|each time|the same|"
    r"where|either|too|as well)\b"
)
"""Words by which a sentence goes on after its last figure."""


@dataclass(frozen=True)
class Row:
    """One row of a matrix in prose: what opens it, and its cells as number and words."""

    lead: str
    cells: tuple[tuple[str, str], ...]


def set_out(sentence: str, rng: Random) -> list[Part] | None:
    """A sentence's figures below it, where it ends with an enumeration; None where it does not."""
    if "; and " in sentence:
        return matrix_set_out(sentence, rng)
    run = RUN.search(sentence)
    if run is None or run.start() == 0 or ITEM.search(sentence[: run.start()].replace(",", "")):
        return None
    items = split_items(run[0].rstrip("."))
    head = sentence[: run.start()].rstrip(" ,:")
    if len(items) < 3 or any(TRAILING.search(item) for item in items) or not can_introduce(head):
        return None
    links = [link for item in items if (link := link_of(item)) is not None]
    if len(links) < len(items) or not alike(links):
        return None
    can_swap = links[0]["link"] in SWAPPED and not any(LINKED_AGAIN.search(link["name"]) for link in links)
    lines = [swapped(item) for item in items] if can_swap and rng.random() < 0.5 else items
    return [Part("prose", (f"{head}:",)), Part("list", tuple(f"- {line}" for line in lines))]


def link_of(item: str) -> "re.Match[str] | None":
    """Unit, preposition and name of an item `40 tons in Riva`; None for one of another form."""
    match = ITEM.fullmatch(item)
    return LINK.match(match["rest"].strip()) if match else None


def alike(links: list["re.Match[str]"]) -> bool:
    """Whether all items are built alike, and the last one ends with its name."""
    units = {link["unit"].removesuffix("s") for link in links if link["unit"]}
    lengths = [len(link["name"].split()) for link in links]
    same = len({link["link"] for link in links}) == 1 and len(units) <= 1
    return same and lengths[-1] <= min(LONGEST_NAME, max(lengths[:-1]) + 1)


def split_items(text: str) -> list[str]:
    """`a, b and c` as its items."""
    *most, last = re.split(rf", (?={NUMBER})", text)
    return [*most, *re.split(rf" and (?={NUMBER}(?: |$))", last)]


def swapped(item: str) -> str:
    """`40 tons in Riva` as `Riva: 40 tons`."""
    match, link = ITEM.fullmatch(item), link_of(item)
    if match is None or link is None:
        return item
    return f"{link['name']}: {match['number']} {link['unit']}".rstrip()


def matrix_set_out(sentence: str, rng: Random) -> list[Part] | None:
    """A matrix in prose as a table where its rows are built alike, else as bullets."""
    cut = rows_of(sentence)
    if cut is None:
        return None
    head, texts = cut
    rows = [read_row(text) for text in texts]
    table = as_table(rows) if rng.random() < 0.6 else None
    below = table or Part("list", tuple(f"- {text}" for text in texts))
    return [Part("prose", (f"{head}:",)), below]


def rows_of(sentence: str) -> tuple[str, list[str]] | None:
    """What introduces the matrix, and its rows; None where the first row can't be told from what introduces it."""
    if not sentence.endswith(".") or ":" in sentence.split("; ")[-1]:
        return None
    first, *others = re.split(r"; (?:and )?", sentence[:-1])
    if not others or not all(re.search(r"\d", row) for row in others) or TRAILING.search(tail(others[-1])):
        return None
    leads = [re.split(rf"(?<![\w]){NUMBER}", row)[0] for row in others]
    opening = shared_words(leads) if len(leads) > 1 else first_words(leads[0])
    before = re.split(rf"(?<![\w]){NUMBER}", first)[0]
    if not opening.strip() and last_word(before) != last_word(leads[0]):
        return None
    at = before.rfind(f" {opening}") + 1 if opening.strip() else row_start(before)
    head = first[:at].rstrip(" ,:")
    return (head, [first[at:], *others]) if at > 1 and len(head.split()) > 1 and can_introduce(head) else None


def row_start(before: str) -> int:
    """Where a row begins that no word opens: after the last colon, comma or `that`."""
    return max((before.rfind(mark) + len(mark) for mark in (": ", ", ", " that ") if mark in before), default=0)


def can_introduce(head: str) -> bool:
    """Whether the words may end with a colon: no other stands in their last sentence, and no bracket is open."""
    return ":" not in head.split(". ")[-1] and head.count("(") == head.count(")")


def last_word(text: str) -> str:
    """The word before the figures, mostly a verb."""
    return text.split()[-1] if text.split() else ""


def shared_words(leads: list[str]) -> str:
    """The words with which all of some texts open, with the blank behind them."""
    columns = list(zip(*(lead.split() for lead in leads), strict=False))
    words = [column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns)]
    return f"{' '.join(words)} " if words else ""


def first_words(lead: str) -> str:
    """The preposition that opens a row, if it is one."""
    word = lead.split(" ")[0]
    return f"{word} " if word in ("from", "to", "in", "on", "for", "after", "leaving") else ""


def tail(row: str) -> str:
    """What follows the last number of a row."""
    return re.split(NUMBER, row)[-1]


def read_row(text: str) -> Row:
    """Lead and cells of a row."""
    start = re.search(rf"(?<![\w]){NUMBER}", text)
    assert start is not None
    items = [ITEM.fullmatch(item) for item in split_items(text[start.start() :])]
    return Row(
        text[: start.start()].strip(" ,:"), tuple((i["number"], i["rest"].strip()) if i else ("", "") for i in items)
    )


def as_table(rows: list[Row]) -> Part | None:
    """The rows as a Markdown table; None where they have different columns."""
    heads = [[words for _, words in row.cells] for row in rows]
    kinds = {tuple(single(words) for words in head) for head in heads}
    if len(kinds) != 1 or len(heads[0]) < 2 or not all(words for head in heads for words in head):
        return None
    longest = [max(column, key=len) for column in zip(*heads, strict=True)]
    lines = [f"|  | {' | '.join(longest)} |", f"|---|{'---|' * len(longest)}"]
    lines += [f"| {row.lead} | {' | '.join(number for number, _ in row.cells)} |" for row in rows]
    return Part("table", tuple(lines))


def single(words: str) -> str:
    """The words with the unit in the singular, since a row may hold `1 hour of`."""
    first, _, rest = words.partition(" ")
    return f"{first.removesuffix('s')} {rest}"
