"""How words name the periods of a set: `week 2`, `week two` and `the second week` are its element 2."""

import re
from itertools import pairwise

from schemas.formulation import Formulation
from tasks.check.mentions import UNITS
from tasks.check.quantities import noun_stems, stem

ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
RANK = re.compile(r"(\d+)(?:st|nd|rd|th)")
PLACES = {word: place for words in (UNITS, ORDINALS) for place, word in enumerate(words)}


def position_names(formulation: Formulation, text: str) -> dict[str, str]:
    """The label of each name of a period in a text, in lower case."""
    nouns: dict[str, set[str]] = {}
    for index_set in formulation.sets:
        periods = [str(member) for member in index_set.members if isinstance(member, int)]
        nouns |= dict.fromkeys(periods, noun_stems(index_set)) if periods else {}
    names = {f"{left} {right}": label_of_pair(left, right, nouns) for left, right in pairs(text)} if nouns else {}
    found = {name: label for name, label in names.items() if label}
    ranked = any(name.split()[0] in ORDINALS for name in found)
    return found | (
        {f"the {word}": str(PLACES[word]) for word in ORDINALS if str(PLACES[word]) in nouns} if ranked else {}
    )


def pairs(text: str) -> set[tuple[str, str]]:
    """Words side by side of which one may tell a position."""
    words = re.findall(r"[a-z]+|\d+(?:st|nd|rd|th)?|[^\sa-z\d]+", text.lower())
    return {
        (left, right)
        for left, right in pairwise(words)
        if right.isdigit() or right in PLACES or left in ORDINALS or RANK.fullmatch(left)
    }


def label_of_pair(left: str, right: str, nouns: dict[str, set[str]]) -> str:
    """The period that two words name; none where they name no period."""
    if right in UNITS or right.isdigit():
        noun, label = left, str(PLACES.get(right, right))
    else:
        noun, label = right, str(PLACES.get(left, left.rstrip("stndrh")))
    return label if stem(noun) in nouns.get(label, set()) else ""
