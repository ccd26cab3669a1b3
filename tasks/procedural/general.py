"""Speaks of a decision variable for all members at once: `the tons shipped from each depot to each shop`.

A quantifier says how: `each depot`, `all depots`, `any depot`, or `that depot` after a sentence named the depots.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.blueprint import Blueprint
from schemas.formulation import IndexSet

Quantifier = Literal["each", "all", "any", "that"]
"""How the members that run are spoken of."""

BEFORE_PERIODS = frozenset({"in", "on", "during", "at"})
"""Prepositions that a sum over periods can follow: `made in all weeks`, but `kept after each week`."""
PREPOSITIONS = BEFORE_PERIODS | {"of", "for", "to", "from", "by", "after", "before", "until"}


@dataclass(frozen=True)
class Filler:
    """Words that stand in the place of one label."""

    words: str
    """`each depot`."""
    singular: str
    plural: str
    quantifier: Quantifier
    numbered: bool = False
    """Whether members are numbers, that is, periods."""

    @property
    def plural_words(self) -> str:
        """Words in the place of a label in the plural: `hampers`, `such hampers`."""
        return f"such {self.plural}" if self.quantifier == "that" else self.plural


def general_amount(
    blueprint: Blueprint, name: str, fixed: Sequence[str | int | None] = (), quantifier: Quantifier = "each"
) -> str:
    """The amount of a decision variable with words for any member in place of every index that is not fixed.

    Args:
        blueprint: where the variable, its phrases and the nouns stand.
        name: the decision variable.
        fixed: a label for each index, None for one that runs; empty when all run.
        quantifier: how the members that run are spoken of.
    """
    sets = blueprint.formulation.variable(name).sets
    fillers = [filler for set_name in sets for filler in fill_in(blueprint, set_name, quantifier)]
    text = blueprint.phrases[name].amount
    labels = [*fixed, *[None] * (len(fillers) - len(fixed))]
    for place, (filler, label) in enumerate(zip(fillers, labels, strict=True)):
        text = generalize(text, place, filler) if label is None else text.replace(f"{{{place}}}", str(label))
    return text


def total_amount(blueprint: Blueprint, name: str, fixed: Sequence[str | int | None] = ()) -> str:
    """The sum of a decision variable over every index that is not fixed: `the total tons of all grades pressed`."""
    text = general_amount(blueprint, name, fixed, "all")
    told = re.sub(r"^the (?!total )", "the total ", text)
    if not re.search(r"\b(another|each)\b", told):
        return told
    running = [words for words in running_plurals(blueprint, name, fixed) if words not in told]
    return f"{told}, added up over all {' and '.join(running)}" if running else told


def running_plurals(blueprint: Blueprint, name: str, fixed: Sequence[str | int | None]) -> list[str]:
    """Plural nouns of the variable's sets that are not fixed to a label; a set of pairs takes two labels."""
    labels = iter(fixed)
    plurals: list[str] = []
    for set_name in blueprint.formulation.variable(name).sets:
        fillers = fill_in(blueprint, set_name, "all")
        own = [next(labels, None) for _ in fillers]
        nouns = blueprint.nouns.get(set_name)
        plurals += [nouns.plural if nouns else fillers[0].plural] if own[0] is None else []
    return plurals


def every_unit(blueprint: Blueprint, name: str) -> str:
    """One unit of a decision variable, wherever it occurs: `every ton of wheat shipped from any silo to any mill`."""
    text, unit = general_amount(blueprint, name, quantifier="any"), blueprint.phrases[name].unit
    one = one_of_unit(unit)
    rest = re.sub(r"^the (number of )?", "", text)
    for start, told in ((unit, one), (f"any kind of {one}", f"{one} of any kind")):
        if rest.startswith(f"{start} "):
            return f"every {told}{rest.removeprefix(start)}"
    if text.startswith("the number of "):
        return f"every {one} that counts towards {total_amount(blueprint, name)}"
    return f"every {one} of {rest}"


def label_pattern(blueprint: Blueprint, name: str, place: int) -> str:
    """How a variable's phrase speaks of one label: `the {0}`, `the {0} grade`, `{0}`."""
    fillers = [filler for s in blueprint.formulation.variable(name).sets for filler in fill_in(blueprint, s, "each")]
    noun = re.escape(fillers[place].singular.split()[-1])
    told = re.search(
        rf"(\b(?:the|a|an|any) )?(\b{noun} )?\{{{place}\}}(s\b)?( {noun}\b)?", blueprint.phrases[name].amount
    )
    if told is None or not any(told.groups()):
        return "{0}"
    return f"the {told[2] or ''}{{0}}{told[4] or ''}"


def one_of_unit(unit: str) -> str:
    """The singular of a unit: `ton of iron`, `box`, `cubic metre per minute`; `unit` where there is none."""
    words = unit.split()
    for place, word in enumerate(words):
        if word.endswith("s") and not word.endswith("ss"):
            single = word[:-2] if word.endswith(("ches", "xes", "sses", "shes")) else word[:-1]
            return " ".join([*words[:place], single, *words[place + 1 :]])
    return unit or "unit"


def fill_in(blueprint: Blueprint, set_name: str, quantifier: Quantifier) -> list[Filler]:
    """Words that stand for any member of a set: two of them for a set of pairs."""
    index_set = blueprint.formulation.index_set(set_name)
    nouns = blueprint.nouns.get(set_name)
    singular, plural = (nouns.singular, nouns.plural) if nouns else (set_name.lower(), set_name.lower())
    if index_set.members and isinstance(index_set.members[0], tuple):
        return pair_fillers(blueprint, index_set, quantifier)
    numbered = bool(index_set.members) and isinstance(index_set.members[0], int)
    return [Filler(quantified(quantifier, singular, plural), singular, plural, quantifier, numbered)]


def quantified(quantifier: Quantifier, singular: str, plural: str) -> str:
    """`each depot`, `all depots`."""
    return f"all {plural}" if quantifier == "all" else f"{quantifier} {singular}"


def pair_fillers(blueprint: Blueprint, pairs: IndexSet, quantifier: Quantifier) -> list[Filler]:
    """`each depot`, `each shop` where the two ends come from two sets; `one place`, `another` where from one."""
    ends = list(zip(*[m for m in pairs.members if isinstance(m, tuple)], strict=True))
    nouns = [noun_of(blueprint, frozenset(end)) for end in ends]
    if len(set(nouns)) == len(nouns):
        return [Filler(quantified(quantifier, *noun), *noun, quantifier) for noun in nouns]
    words = [f"one {nouns[0][0]}", *["another"] * (len(nouns) - 1)]
    return [Filler(told, *noun, quantifier) for told, noun in zip(words, nouns, strict=True)]


def noun_of(blueprint: Blueprint, labels: frozenset[str | int]) -> tuple[str, str]:
    """Singular and plural noun of the smallest set that holds all the labels."""
    holders = [s for s in blueprint.formulation.sets if labels <= set(s.members) and s.name in blueprint.nouns]
    if not holders:
        return "place", "places"
    nouns = blueprint.nouns[min(holders, key=lambda s: len(s.members)).name]
    return nouns.singular, nouns.plural


def generalize(text: str, place: int, filler: Filler) -> str:
    """Put the words for any member in one place, for the label with the article or the noun that stands beside it."""
    slot = rf"\{{{place}\}}"
    if filler.numbered:
        return re.sub(rf"(?:(\w+) )?(\w+)( number)? {slot}", lambda m: numbered_words(m[1], m[2], filler), text)
    article = r"(?:\b(?:the|a|an|each|any|one) )?"
    beside = (filler.plural, filler.singular, filler.singular.split()[-1])
    nouns = "|".join(re.escape(noun) for noun in beside)
    text = re.sub(rf"{article}(?:{nouns}) {slot}|{article}{slot} (?:{nouns})\b", filler.words, text)
    text = re.sub(rf"{article}{slot}s\b", filler.plural_words, text)
    return re.sub(rf"{article}{slot}", filler.words, text)


def numbered_words(first: str | None, before: str, filler: Filler) -> str:
    """`in each week` for `in week 3` and for `in 3`; a sum keeps `after each week`."""
    lead = first or ""
    if before.lower() in PREPOSITIONS:
        return f"{lead} {before} {filler.words}".strip()
    alike = filler.quantifier == "all" and lead.lower() in BEFORE_PERIODS and before == filler.singular
    quantifier = "each" if filler.quantifier == "all" else filler.quantifier
    return f"{lead} {filler.words if alike else f'{quantifier} {before}'}".strip()
