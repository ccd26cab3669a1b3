"""Who tells the problem: an email, a memo, a textbook, a colleague; with sentences that ask for nothing."""

import re
from random import Random

from tests.phrasings.parts import Part

ASIDES = (
    "Sorry for the long message.",
    "I have tried to put down everything that matters.",
    "We have talked about this several times without getting anywhere.",
    "My predecessor used to settle such things by rule of thumb.",
    "Nobody here has done this kind of calculation before.",
    "The figures were checked by a colleague last week.",
    "Please do not hesitate to call if something is unclear.",
    "I would rather rely on a calculation than on a hunch.",
    "The same question comes up every time, and we never answer it properly.",
    "It was raining when we wrote all of this down, so we had the time to be thorough.",
    "The matter was first raised in 2019 and has been lying about since.",
    "Our office has moved, by the way, and is now at 14 Mill Street.",
    "A student on placement is going to read the result with interest.",
)
"""Sentences without any modelling content."""
FRAMES: tuple[tuple[str, str], ...] = (
    ("Hi Priya,", "Thanks a lot,\nTom"),
    ("Dear colleagues,", "Best regards,\nHanna Lorenz"),
    ("Hello,\n\ncould somebody please look into the following?", "Cheers, Ned"),
    ("MEMO\nFrom: planning desk\nRe: a decision that we have to take", ""),
    ("Exercise. Formulate the following as an optimization problem and solve it.", ""),
    ("**Case study**", ""),
    ("Quick question for the experts here.", "Any help is appreciated!"),
    ("Notes for the analyst, as discussed on the phone:", ""),
)
ALREADY_FRAMED = re.compile(r"\b(Dear|Memo|Ticket|Subject|Committee|committee, notes|agenda|note for)\b")
RULES = ("The rules:", "What has to be respected:", "Ground rules:", "Conditions:", "Please keep in mind:")
LEANING = re.compile(
    r"^(It|They|He|She|This|That|These|Those|Nor|Neither|Both|Otherwise|Then|There|Its|Their|Likewise|Consequently|Here|"
    r"So|Only then|Any other|What is more|Beyond that|The sum|Apart|The amount|How much it|Those|Nothing beyond)\b"
    r"|^(?:\w+ ){1,4}(?:them|this|these|those)\b"
)
"""Openings of a sentence that leans on the one before."""


def framed(text: str, rng: Random, share: float) -> str:
    """The statement inside an email, a memo, a textbook; and with an aside."""
    parts = text.split("\n\n")
    if rng.random() < share / 2:
        aside = rng.choice(ASIDES)
        parts = [aside, *parts] if rng.random() < 0.5 else [*parts, aside]
    if rng.random() < share and not ALREADY_FRAMED.search(text):
        opening, closing = rng.choice(FRAMES)
        parts = [opening, *parts, *([closing] if closing else [])]
    return "\n\n".join(parts)


def with_bullets(parts: list[Part], rng: Random) -> list[Part]:
    """One paragraph of three rules or more as bullets, where none of them leans on the one before."""
    for at, part in enumerate(parts[1:-1], start=1):
        alone = parts[at + 1].kind == "prose" and not part.lines[-1].endswith(":")
        if part.kind == "prose" and len(part.lines) > 2 and alone and not any(map(LEANING.match, part.lines)):
            bullets = Part("list", tuple(f"- {sentence}" for sentence in part.lines))
            return [*parts[:at], Part("prose", (rng.choice(RULES),)), bullets, *parts[at + 1 :]]
    return parts
