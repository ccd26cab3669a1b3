"""Finds the numbers that a text states: in digits, in words, as percentages, with their place; dates are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.check.remembering import remembered

MONTHS = "january february march april may june july august september october november december".split()
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: float(value) for value, word in enumerate(UNITS)} | {
    word: 10.0 * value for value, word in enumerate(TENS, start=2)
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
FACTORS = {
    "half": (0.5, 2.0),
    "twice": (2.0, 0.5),
    "double": (2.0, 0.5),
    "triple": (3.0,),
    "thrice": (3.0,),
    "dozen": (12.0,),
}
LOOSE = {"quarter": 0.25, "both": 2.0, "pair": 2.0, "couple": 2.0}
"""Words that may state a number and need not: a quarter may be three months."""

MONTH = rf"(?:{'|'.join(MONTHS)})"
THOUSANDS = "[,'\u2019\u00a0\u2009\u202f]"
"""What stands between groups of three digits; a plain blank does not, since two numbers may stand side by side."""
GROUPED = re.compile(THOUSANDS)
NUMBER = rf"(?:\d{{1,3}}(?:{THOUSANDS}\d{{3}})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
SPELLED = "|".join([*SMALL, *SCALES])
DAY = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b(?:,?\s+\d{{4}}\b)?"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{1,2}:\d{2}\b|\b24/7\b"
)
DATE = rf"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*[a-z])(?:,\s*\d{{4}}\b)?"
TOKEN = re.compile(
    rf"(?=[\d.\u2212-])(?:(?P<day>{DAY})"
    r"|(?P<ordinal>\b\d+(?:st|nd|rd|th)\b)"
    r"|(?P<fraction>(?<![\w./])\d+/\d+(?![\w/]))"
    rf"|(?P<digits>(?<![\w.])[-\u2212]?(?:{NUMBER})(?:e[+-]?\d+(?!\w))?)"
    r"(?P<scale>\s*(?:hundred|thousand|million|billion|dozen)\b|[kmb](?![\w]))?(?P<percent>\s*%|\s*per\s?cent\b)?)"
    rf"|\b(?=[a-z])(?:(?P<date>{DATE})"
    rf"|(?P<spelled>(?:{SPELLED})(?:(?:[\s-]+|\s+and\s+)(?:{SPELLED}))*)\b(?P<spelled_percent>\s+per\s?cent\b)?"
    rf"|(?P<factor>{'|'.join(FACTORS)})\b|(?P<loose>{'|'.join(LOOSE)})\b)",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r",?\s+(?:[A-Z][\w'-]*\s+){1,3}(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane"
    r"|Square|Drive|Boulevard|Way|Place|Row|Court)\b"
)
"""Behind the number of a house."""
YEAR = re.compile(r"(?:19|20)\d\d")
BEFORE_YEAR = re.compile(r"\b(?:in|since|until|till|by|during|before|after|from|of|year|around|early|late)\s*$", re.I)
AFTER_YEAR = re.compile(
    r"\s*(?:$|[.,;:?!)]|\b(?:and|or|but|to|when|where|which|that|by|with|for|as|the|a|an|in|on|at|was|were|is|are|has"
    r"|have|had|it|we|they|she|he|season|edition|budget|accounts)\b)"
)
GLUED = {"k": 1e3, "m": 1e6, "b": 1e9}


@dataclass(frozen=True)
class Mention:
    """A number in a text."""

    readings: tuple[float, ...]
    """What it may mean: 20% is 20 or 0.2."""
    start: int
    end: int
    spelled: bool = False
    """Whether it is written out."""
    free: bool = False
    """Whether it may stand there without being data: a year, the number of a house, "both"."""


@remembered(longest=1_000, most=4096)
def find_mentions(text: str) -> tuple[Mention, ...]:
    """All numbers that a text states, in order; ordinals are none."""
    mentions: list[Mention] = []
    for match in TOKEN.finditer(text):
        mentions += read_token(match)
    return tuple(mentions)


def is_aside(match: re.Match[str]) -> bool:
    """Whether a number in digits is that of a house in a street, or of a year."""
    text, (start, end) = match.string, match.span()
    if ADDRESS.match(text, end):
        return True
    is_year = YEAR.fullmatch(match[0]) and BEFORE_YEAR.search(text[max(0, start - 12) : start])
    return bool(is_year and AFTER_YEAR.match(text, end))


def read_token(match: re.Match[str]) -> Iterator[Mention]:
    """The numbers of one match."""
    start, end = match.span()
    if match["digits"]:
        yield Mention(digit_readings(match), start, end, free=is_aside(match))
    elif match["spelled"]:
        for value in spelled_values(match["spelled"].lower()):
            yield Mention((value, value / 100) if match["spelled_percent"] else (value,), start, end, spelled=True)
    elif match["factor"]:
        yield Mention(FACTORS[match["factor"].lower()], start, end, spelled=True)
    elif match["fraction"]:
        above, below = (float(part) for part in match["fraction"].split("/"))
        yield Mention((above / below if below else above, above, below), start, end)
    elif match["loose"]:
        yield Mention((LOOSE[match["loose"].lower()],), start, end, spelled=True, free=True)


def digit_readings(match: re.Match[str]) -> tuple[float, ...]:
    """What a number in digits may mean, with its scale and its percent sign."""
    value = float(GROUPED.sub("", match["digits"]).lstrip("-\u2212"))
    scale = (match["scale"] or "").strip().lower()
    if match["percent"]:
        return (value, round(value / 100, 12))
    if scale == "dozen":
        return (value * 12,)
    if scale:
        return (value * (SCALES.get(scale) or GLUED[scale]), value)
    return (value,)


def spelled_values(text: str) -> list[float]:
    """Values of a run of number words: `three hundred and five` is one, `two and three` are two."""
    values: list[float] = []
    total, group, last = 0.0, 0.0, ""
    for word in re.split(r"[\s-]+", text):
        if word == "and":
            continue
        if word in SMALL and last and not continues(last, word):
            values.append(total + group)
            total, group = 0.0, 0.0
        if word == "hundred":
            group = max(group, 1.0) * 100
        elif word in SCALES:
            total, group = total + max(group, 1.0) * SCALES[word], 0.0
        else:
            group += SMALL[word]
        last = word
    return [*values, total + group]


def continues(last: str, word: str) -> bool:
    """Whether a small number word belongs to the number that the last word began."""
    return last in SCALES or (last in TENS and 0 < SMALL[word] < 10)
