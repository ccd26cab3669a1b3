"""Reads rules such as `if Riva opens, Porto must, too` and holds them against the row that ties the two decisions.

Both sides forbid combinations of two answers: the words here that Riva is open and Porto is not, the row `open[Riva] <=
open[Porto]` the same one. A row that forbids none of what the words forbid is the rule's converse. Sentences that name
the two in another way, or allow where they seem to order, say nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from schemas.formulation import Formulation
from tasks.algebra.linear_model import LinearModel, Row, is_binary, stem
from tasks.check.finding import Finding
from tasks.check.labels import plain
from tasks.check.told import SENTENCE

CONNECTIVES: Final = "if|when|whenever|wherever|should|once|in case|provided that|given that|as long as|suppose"
IF: Final = rf"(?<!only )(?<!even )\b(?:{CONNECTIVES})"
CONDITIONS: Final = (
    re.compile(rf"{IF} (?P<first>.+?)(?:,? then|,) (?P<then>.+)"),
    re.compile(rf"(?P<then>.+?),? {IF} (?P<first>.+)"),
)
"""Forms whose second part may order, or only allow."""
ORDERS: Final = (
    re.compile(r"(?P<first>.+?),? only (?:if|when|where|together with) (?P<then>.+)"),
    re.compile(
        r"(?P<first>.+?) (?:requires?|needs|calls for|entails|implies|presupposes|depends on|necessitates) (?P<then>.+)"
    ),
)
NEEDS: Final = (
    re.compile(r"(?P<first>.+?),? (?:without|unless) (?P<then>.+)"),
    re.compile(r"\b(?:without|unless) (?P<then>.+?), (?P<first>.+)"),
)
"""Forms whose first part says no: `no A without B`."""
NO: Final = re.compile(
    r"\b(?:not|no|never|nothing|none|nobody|cannot|neither|nor|forbidden|prohibited|impossible|ruled out"
    r"|rules out|exclud\w+|barred|banned|out of the question|off the table)\b|n't\b"
)
MUST: Final = re.compile(r"\b(?:must|ha(?:s|ve) to|needs?|required|shall|obliged|bound to)\b")
UNCLEAR: Final = re.compile(
    r"\b(?:or|either|both|if|when|unless|without|except|only|even|clos\w+|idle|omit\w*|skip\w*|drop\w*|fail\w*"
    r"|leave\w*|avoid\w*|lack\w*|refus\w+|declin\w+|reject\w*|shut|unused|empty|(?:stay|stays|keep|kept|left) out)\b"
)
"""Words after which nobody knows which answer a part of a sentence speaks of."""
Answers = tuple[int, int]


@dataclass(frozen=True)
class Tie:
    """A row on two yes/no decisions: the labels of each, and the pairs of answers that it forbids."""

    name: str
    labels: tuple[tuple[str, ...], tuple[str, ...]]
    forbidden: frozenset[Answers]

    def sides(self, first: str, then: str) -> tuple[int, int] | None:
        """Which of the two decisions each part of a sentence names; None where one names both, or neither."""
        found = [[names(part, labels) for labels in self.labels] for part in (first, then)]
        if found == [[True, False], [False, True]]:
            return 0, 1
        return (1, 0) if found == [[False, True], [True, False]] else None


def names(part: str, labels: tuple[str, ...]) -> bool:
    """Whether a part of a sentence names all labels."""
    return all(re.search(rf"(?<!\w){re.escape(label)}(?:e?s)?(?!\w)", part) for label in labels)


def converse(formulation: Formulation, model: LinearModel, statement: str) -> Finding | None:
    """A row on two decisions that forbids nothing of what the words forbid."""
    sentences = [plain(part) for line in statement.split("\n") for part in SENTENCE.split(line)]
    doubtful = {variable.name for variable in formulation.variables if NO.search(plain(variable.meaning))}
    for tie in ties(model, doubtful):
        said = {answers for sentence in sentences for answers in forbidden_by(sentence, tie)}
        if len(said) == 1 and not said & tie.forbidden:
            detail = f"{tie.name} ties its two decisions the other way round than the statement's rule; turn it"
            return Finding("wrong_direction", detail)
    return None


def ties(model: LinearModel, doubtful: set[str]) -> Iterator[Tie]:
    """Rows of their own on two labelled yes/no decisions, where no other row ties the same two."""
    rows = [(row, [p for p, value in row.coefficients.items() if value]) for row in model.rows]
    pairs = Counter(frozenset(places) for _, places in rows)
    for row, places in rows:
        columns = [model.columns[place] for place in places]
        if len(places) != 2 or "[" in row.name or pairs[frozenset(places)] > 1:
            continue
        left, right = (labels_of(column.name) for column in columns)
        known = all(is_binary(column) and stem(column.name) not in doubtful for column in columns)
        if known and left and right and (forbidden := forbidden_answers(row, places)):
            yield Tie(row.name, (left, right), forbidden)


def labels_of(name: str) -> tuple[str, ...]:
    """The labels in a column's name."""
    return tuple(plain(label) for label in name.partition("[")[2].rstrip("]").split(",") if label)


def forbidden_answers(row: Row, places: list[int]) -> frozenset[Answers]:
    """The pairs of answers that break a row."""
    left, right = (row.coefficients[place] for place in places)
    return frozenset(
        (one, other)
        for one, other in product((0, 1), repeat=2)
        if not row.lower - 1e-9 <= left * one + right * other <= row.upper + 1e-9
    )


def forbidden_by(sentence: str, tie: Tie) -> Iterator[Answers]:
    """Pairs of answers that a sentence forbids."""
    if "if and only if" in sentence or not all(names(sentence, labels) for labels in tie.labels):
        return
    for pattern in (*CONDITIONS, *ORDERS, *NEEDS):
        match = pattern.search(sentence)
        sides = match and tie.sides(match["first"], match["then"])
        if not match or not sides or UNCLEAR.search(match["first"]) or UNCLEAR.search(match["then"]):
            continue
        no_first, no_then = (len(NO.findall(match[part])) for part in ("first", "then"))
        if pattern in NEEDS:
            if (no_first, no_then) == (1, 0):
                yield in_order(sides, (1, 0))
        elif max(no_first, no_then) < 2 and (pattern in ORDERS or no_then or MUST.search(match["then"])):
            yield in_order(sides, (1 - no_first, no_then))


def in_order(sides: tuple[int, int], answers: Answers) -> Answers:
    """Answers in the order of the row's decisions."""
    return answers if sides == (0, 1) else (answers[1], answers[0])
