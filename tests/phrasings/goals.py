"""The question told anew: what is minimized or maximized, in other words and at another place."""

import re
from random import Random

from tests.phrasings.parts import Part

SENSE = re.compile(r"\b(?P<sense>maximi|minimi)[sz](?:e|es|ed|ing|ation)\b")
AS_LARGE = ("as large as possible", "as high as it can get", "as high as possible")
AS_SMALL = ("as small as possible", "as low as it can get", "as low as possible")
QUESTION = re.compile(
    r"(?P<ask>.+?),?(?: so as| in order| if [^?,]+? (?:is|are)| with the aim)? "
    r"to (?P<sense>maximi|minimi)[sz]e (?P<what>[^?]+)\?"
)
PASSIVE = re.compile(
    r"(?P<ask>.+?),? (?:if|when|so that) (?P<what>[^?,]+?) (?:is|are) (?:to be )?"
    r"(?P<sense>maximi|minimi)[sz]ed(?P<end>[?.])"
)
ORDER = re.compile(r"(?P<sense>Maximi|Minimi)[sz]e (?P<what>[^.:,]+)\.")
LEANING = re.compile(
    r"\b(this|these|those|that|such|it|its|he|she|they|them|their|his|her|him|one|ones|combined|then|"
    r"among|other|parts?|promise|order|claims|standard|burdens?|results?|makespan)\b",
    re.IGNORECASE,
)
"""Words that lean on what was said before, so that a question with them stays where it is."""
OPENINGS = ("The question first: ", "Here is the question. ", "What we want to know: ")
"""Before a question."""
AIM_OPENINGS = ("To say it at once: ", "The point of it all: ", "Let us begin with the aim. ")
"""Before an aim that is no question."""


def is_goal(sentence: str) -> bool:
    """Whether a sentence names the sense of the objective."""
    return SENSE.search(sentence) is not None


def asked_otherwise(sentence: str, rng: Random) -> str:
    """A goal of a common form in other words, or as it is."""
    for pattern in (QUESTION, PASSIVE):
        match = pattern.fullmatch(sentence)
        if match and " to minimi" not in match["ask"] and " to maximi" not in match["ask"]:
            return f"{wanted(match['what'], match['sense'], rng)} {match['ask']}{match.groupdict().get('end') or '?'}"
    match = ORDER.fullmatch(sentence)
    return wanted(match["what"], match["sense"], rng) if match else sentence


def wanted(what: str, sense: str, rng: Random) -> str:
    """`The smaller the bill, the better`, in some form or other."""
    large = sense.lower() == "maximi"
    extreme = rng.choice(AS_LARGE if large else AS_SMALL)
    told = (
        f"What should come out {extreme} is {what}.",
        f"The aim is to have {what} {extreme}.",
        f"Make sure to get {what} {extreme}.",
    )
    return rng.choice(told)


def moved_up(parts: list[Part], rng: Random) -> list[Part]:
    """The question put first where it is a last paragraph of its own that leans on nothing said before."""
    *others, last = parts
    if last.kind != "prose" or not others or len(last.lines) not in (1, 2) or LEANING.search(" ".join(last.lines)):
        return parts
    goal = " ".join(last.lines)
    opening = rng.choice(OPENINGS if re.fullmatch(r"[^.]+\?", goal) else AIM_OPENINGS)
    return [Part("prose", (f"{opening}{goal}",)), *others]
