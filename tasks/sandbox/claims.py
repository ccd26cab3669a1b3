"""What a program prints as its answer: a claim, read from its output, never believed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

NUMBER = r"(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?)(?![\d.,]*(?:\d|\s*[:=%]))"
"""A number, unless it is a label (`scenario 1:`) or a percentage."""
BETWEEN = r"(?:[^\d\n]|\b\d+(?=\s*[:=])){0,60}?[\s:=$€£≈>]\s*"
"""What may stand between a goal and its number: no other number but a label."""
GOALS = r"(?:cost|profit|revenue|value|distance|time|makespan|return|expense|utility|score|weight|yield)s?"
STRONG = re.compile(
    rf"(?:\bobj(?:ective|val)?\b|\boptimum\b|\bbest\s+(?:solution|objective|{GOALS})\b"
    rf"|\b(?:optimal|minimum|minimal|maximum|maximal|min|max|total)\s+(?:\w+\s+){{0,2}}?{GOALS}\b){BETWEEN}{NUMBER}",
    re.IGNORECASE,
)
WEAK = re.compile(rf"\b(?:optimal|best|{GOALS})\b{BETWEEN}{NUMBER}", re.IGNORECASE)
BARE = re.compile(rf"\s*[$€£]?\s*{NUMBER}\s*", re.IGNORECASE)
NOTHING = re.compile(
    r"\bno\s+(?:\w+\s+){0,2}?solution|\binfeasible\b|\bunbounded\b|\bnot\s+feasible\b|\bno\s+optimum\b", re.IGNORECASE
)
BRACKETS = re.compile(r"\([^()\n]*\)")
LONGEST = 4_000
"""Characters at the end of the output that are read."""


class Claim(NamedTuple):
    """What a program says of its answer."""

    objective: float | None = None
    no_solution: bool = False
    """It says that there is none."""


def read_claim(stdout: str) -> Claim:
    """Read the last line that names a goal and a number, else a bare number in the last line.

    A line that calls the number an objective, or an optimal or total cost, profit and the like, goes before one that
    says less, such as `value of x: 3`. Words of infeasibility count where no such line follows.
    """
    lines = [BRACKETS.sub("", line) for line in stdout[-LONGEST:].splitlines() if line.strip()]
    denied = max((place for place, line in enumerate(lines) if NOTHING.search(line)), default=-1)
    for place, number in _candidates(lines):
        if place >= denied:
            return Claim(number)
    return Claim(no_solution=denied >= 0)


def _candidates(lines: list[str]) -> Iterator[tuple[int, float]]:
    """Give lines and numbers, the best first."""
    for pattern in (STRONG, WEAK):
        for place in reversed(range(len(lines))):
            if found := pattern.search(lines[place]):
                yield place, _number(found[1])
                break
    if lines and (found := BARE.fullmatch(lines[-1])):
        yield len(lines) - 1, _number(found[1])


def _number(text: str) -> float:
    return float(text.replace(",", ""))
