"""Looks whether the words say anything of the elements that a constraint singles out: `nothing at Riva without Porto`.

Tables, lists and sentences that name every element of a set tell data; a rule for a few of them stands elsewhere. Where
no other words name an element, the words know nothing of the rule, as those of a parent do.
"""

import re

from schemas.formulation import Constraint, Formulation
from tasks.check.enumerations import axes
from tasks.check.finding import Finding
from tasks.check.labels import plain
from tasks.check.matching import listed
from tasks.check.mentions import find_mentions
from tasks.check.quantities import element_labels
from tasks.check.tables import TABLE
from tasks.check.told import BULLET, SENTENCE, find_labels

QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
FEWEST = 3
"""Members of a set from which on a sentence that names all of them is an enumeration."""


def untold_rule(formulation: Formulation, statement: str) -> Finding | None:
    """A constraint on a few elements that no words speak of."""
    places = (group for index_set in formulation.sets for group in axes(index_set.members))
    sets = [group for group in places if len(group) >= FEWEST]
    rows = [(row.name, named_by(row)) for row in formulation.constraints]
    longest = sum(len(names) for _, names in rows)
    said = spoken_of(statement, element_labels(formulation), sets, longest) if longest else set[str]()
    for rule, names in rows:
        few = {name for name in names if any(name in group and not group <= set(names) for group in sets)}
        if len(set(names)) > 1 and few and not few & said:
            detail = f"{rule} is about {listed(sorted(few))} alone, of which the statement says nothing; tell the rule"
            return Finding("untold_rule", detail)
    return None


def named_by(row: Constraint) -> list[str]:
    """The elements that a constraint names, as often as it does."""
    return [plain(one or other) for one, other in QUOTED.findall(f"{row.expression} {row.forall}")]


def spoken_of(statement: str, labels: frozenset[str], sets: list[frozenset[str]], longest: int) -> set[str]:
    """Labels that stand in the prose where it does not go through all elements of their set.

    Args:
        statement: the words.
        labels: of all elements.
        sets: elements that are gone through together.
        longest: labels that rules hold, so that a sentence with hardly more of them, and few numbers, is no list.
    """
    said: set[str] = set()
    for paragraph in re.split(r"\n\s*\n", TABLE.sub("\n\n", statement)):
        lines = paragraph.split("\n") if BULLET.match(paragraph) else [paragraph]
        for sentence in (s for line in without_leads(lines, labels, sets) for s in SENTENCE.split(line)):
            names = [name for _, _, name in find_labels(sentence, labels)]
            is_list = len(names) > longest + FEWEST or len(find_mentions(sentence)) >= FEWEST
            said |= set(names) - set[str]().union(*(group for group in sets if is_list and group <= set(names)))
    return said


def without_leads(lines: list[str], labels: frozenset[str], sets: list[frozenset[str]]) -> list[str]:
    """Lines of a list without the elements with which they begin, where each element of a set has a line."""
    bare = [BULLET.sub("", line) for line in lines]
    found = [find_labels(line, labels)[:1] for line in bare]
    leads = [(places[0][1], places[0][2]) if places and not places[0][0] else (0, "") for places in found]
    cut = any(group <= {name for _, name in leads} for group in sets)
    return [line[end:] if cut else line for (end, _), line in zip(leads, bare, strict=True)]
