"""Speaks of a decision variable for all members at once: `the tons shipped from each depot to each shop`."""

import re
from collections.abc import Sequence

from schemas.blueprint import Blueprint
from schemas.formulation import IndexSet

PREPOSITIONS = frozenset({"in", "on", "at", "of", "during", "for", "to", "from", "by", "after", "before", "until"})


def general_amount(blueprint: Blueprint, name: str, fixed: Sequence[str | int | None] = ()) -> str:
    """The amount of a decision variable with `each NOUN` for every index that is not fixed to a label.

    Args:
        blueprint: where the variable, its phrases and the nouns stand.
        name: the decision variable.
        fixed: a label for each index, None for one that runs; empty when all run.
    """
    fillers = [
        filler for set_name in blueprint.formulation.variable(name).sets for filler in fill_in(blueprint, set_name)
    ]
    text = blueprint.phrases[name].amount
    labels = [*fixed, *[None] * (len(fillers) - len(fixed))]
    for place, (filler, label) in enumerate(zip(fillers, labels, strict=True)):
        text = generalize(text, place, filler) if label is None else text.replace(f"{{{place}}}", str(label))
    return text


Filler = tuple[str, str, bool]
"""Words for any one member, the plural, and whether members are numbers (periods)."""


def fill_in(blueprint: Blueprint, set_name: str) -> list[Filler]:
    """Words that stand for any member of a set: two of them for a set of pairs."""
    index_set = blueprint.formulation.index_set(set_name)
    nouns = blueprint.nouns.get(set_name)
    singular, plural = (nouns.singular, nouns.plural) if nouns else (set_name.lower(), set_name.lower())
    if index_set.members and isinstance(index_set.members[0], tuple):
        return [(words, plural, False) for words in pair_words(blueprint, index_set)]
    numbered = bool(index_set.members) and isinstance(index_set.members[0], int)
    return [(f"each {singular}", plural, numbered)]


def pair_words(blueprint: Blueprint, pairs: IndexSet) -> list[str]:
    """`each depot`, `each shop` where the two ends come from two sets; `one place`, `another` where from one."""
    ends = list(zip(*[m for m in pairs.members if isinstance(m, tuple)], strict=True))
    nouns = [noun_of(blueprint, frozenset(end)) for end in ends]
    if len(set(nouns)) == len(nouns):
        return [f"each {noun}" for noun in nouns]
    return [f"one {nouns[0]}", *["another"] * (len(nouns) - 1)]


def noun_of(blueprint: Blueprint, labels: frozenset[str | int]) -> str:
    """The noun of the smallest set that holds all the labels."""
    holders = [s for s in blueprint.formulation.sets if labels <= set(s.members) and s.name in blueprint.nouns]
    return blueprint.nouns[min(holders, key=lambda s: len(s.members)).name].singular if holders else "place"


def generalize(text: str, place: int, filler: Filler) -> str:
    """Put the words for any member in one place, for the label with the article or the noun that stands beside it."""
    words, plural, numbered = filler
    slot = rf"\{{{place}\}}"
    if numbered:
        return re.sub(rf"(\w+)( number)? {slot}", lambda m: numbered_words(m[1], words), text)
    noun = re.escape(words.split()[-1])
    article = r"(?:\b(?:the|a|an|each|any|one) )?"
    text = re.sub(rf"{article}{noun} {slot}|{article}{slot} {noun}\b", words, text)
    text = re.sub(rf"{article}{slot}s\b", plural, text)
    return re.sub(rf"{article}{slot}", words, text)


def numbered_words(before: str, words: str) -> str:
    """`each week` for `week 3`, and `in each week` for `in 3`."""
    return f"{before} {words}" if before.lower() in PREPOSITIONS else f"each {before}"
