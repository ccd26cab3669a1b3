"""Sentences told anew: a pattern with slots, and whole sentences that say the same with the same slots.

A file of `retellings/` holds blocks like

    She can afford {n} altogether.
    > Her purse holds {n} for all of it.

`{n}` stands for any text. Every slot of the pattern stands once in each retelling, so that no number and no name is
lost. `> -` drops the sentence. What is not recognised is left alone.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "retellings"
ADDED = ("limits", "logic", "charges", "whole")
"""Files about what operators add; they come first, since they are the more specific ones."""
SLOT = re.compile(r"\{(\w)\}")
WORDS_IN_LOWER_CASE = frozenset(
    "The A An Any Each Every All Both It She He They In For There At Of As No Quality Supervision Inspection "
    "Bookkeeping Paperwork".split()
)
"""Words that have a capital letter only where they open a sentence."""


@dataclass(frozen=True)
class Turn:
    """One sentence and other ways to say it."""

    pattern: str
    retellings: tuple[str, ...]

    @property
    def expression(self) -> "re.Pattern[str]":
        """What recognises the whole sentence."""
        return compiled(self.pattern)


@cache
def compiled(pattern: str) -> "re.Pattern[str]":
    """The pattern as a regular expression; a slot never reaches across lines."""
    parts = SLOT.split(pattern)
    return re.compile("".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)))


@cache
def turns() -> tuple[Turn, ...]:
    """All turns of all files, those about added rules first."""
    files = sorted(FOLDER.glob("*.txt"), key=lambda file: (file.stem not in ADDED, file.stem))
    blocks = [block for file in files for block in file.read_text().split("\n\n")]
    return tuple(turn for block in blocks if (turn := read_turn(block)) is not None)


def read_turn(block: str) -> Turn | None:
    """One block of a file.

    Raises:
        ValueError: a retelling loses a slot, or there is none.
    """
    lines = [line for line in block.splitlines() if line and not line.startswith("#")]
    if not lines:
        return None
    pattern, *others = lines
    told = tuple(line.removeprefix("> ") for line in others if line.startswith("> "))
    slots = sorted(SLOT.findall(pattern))
    if len(told) != len(others) or not told or any(sorted(SLOT.findall(t)) != slots for t in told if t != "-"):
        raise ValueError(f"a retelling must use every slot of its pattern once: {block!r}")
    return Turn(pattern, told)


def retold(sentence: str, rng: Random) -> str | None:
    """The sentence told anew, empty where it may be dropped; None where no turn recognises it."""
    for turn in turns():
        match = turn.expression.fullmatch(sentence)
        if match is None:
            continue
        told, slots = rng.choice(turn.retellings), match.groupdict()
        return "" if told == "-" else sentence_case(filled(told, slots, sentence))
    return None


def filled(told: str, slots: dict[str, str], sentence: str) -> str:
    """A retelling with the texts of its slots."""
    return SLOT.sub(lambda slot: inner(slots[slot[1]], sentence), told)


def inner(text: str, sentence: str) -> str:
    """A slot's text inside a sentence: without the capital letter of the sentence that it opened."""
    opens = sentence.startswith(text) and text.split(" ")[0] in WORDS_IN_LOWER_CASE
    return text[0].lower() + text[1:] if opens else text


def sentence_case(text: str) -> str:
    """A capital letter at the start of every sentence of a retelling."""
    return re.sub(r"(^|[a-z)%\d][.?!] )([a-z])(?!\.)", lambda start: start[1] + start[2].upper(), text)
