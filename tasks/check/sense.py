"""Reads the direction of optimization out of words."""

import re

from schemas.solve import ObjectiveSense

EXPLICIT = {
    ObjectiveSense.maximize: re.compile(r"\bmaximi[sz]\w*", re.IGNORECASE),
    ObjectiveSense.minimize: re.compile(r"\bminimi[sz]\w*", re.IGNORECASE),
}
BOUNDS = re.compile(
    r"\b(?:at (?:the very )?(?:least|most)|no (?:more|less|fewer) than|not (?:more|less) than)\b", re.IGNORECASE
)
"""Words of constraints that look like a direction."""
CUES = {
    ObjectiveSense.maximize: re.compile(
        r"\b(?:highest|largest|greatest|biggest|maximum|maximal|most (?:profit|money|revenue|value|benefit)\w*"
        r"|as (?:much|many|large|high|great)\b[^.;?]{0,60}? as (?:possible|it can|they can)|the most)\b",
        re.IGNORECASE,
    ),
    ObjectiveSense.minimize: re.compile(
        r"\b(?:lowest|smallest|cheapest|least|fewest|shortest|minimum|minimal|most economical(?:ly)?"
        r"|as (?:little|few|low|small|short|cheap|cheaply|quickly|early|soon)\b[^.;?]{0,60}?"
        r" as (?:possible|it can|they can))\b",
        re.IGNORECASE,
    ),
}
GOAL = re.compile(
    r"\?|\b(?:determine|find|decide|plan|choose|recommend|how|which|what|want|wish|seek|aim|goal|objective)",
    re.IGNORECASE,
)


def stated_senses(text: str) -> frozenset[ObjectiveSense]:
    """Directions that words state: by their verbs, else by cue words, first in the sentences that ask."""
    explicit = matching(EXPLICIT, text)
    if explicit:
        return explicit
    plain = BOUNDS.sub(" ", text)
    asking = " ".join(part for part in re.split(r"(?<=[.?!])\s+", plain) if GOAL.search(part))
    return matching(CUES, asking) or matching(CUES, plain)


def matching(patterns: dict[ObjectiveSense, re.Pattern[str]], text: str) -> frozenset[ObjectiveSense]:
    """The senses whose pattern occurs."""
    return frozenset(sense for sense, pattern in patterns.items() if pattern.search(text))
