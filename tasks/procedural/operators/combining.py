"""Merges two problems into one that a single organisation would have, with a resource that both draw on."""

import re
from random import Random

from schemas.blueprint import Blueprint
from schemas.solve import TerminationStatus
from tasks.procedural.operators.aims import with_aim
from tasks.procedural.operators.domain import moved_to, other_settings
from tasks.procedural.operators.joint_goal import with_joint_goal
from tasks.procedural.operators.merging import clashing_names, renamed, side_by_side
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.study import Study
from tasks.procedural.operators.ties import with_link
from tasks.procedural.words import write_statement

MOST_WORDS = 420
MOST_VARIABLES = 250
DRAWS = 4
OPENINGS = (
    (
        "An organisation plans different parts of its work together. The first part is this.",
        "The other part is the following.",
    ),
    (
        "An owner runs several operations and wants a single plan for all. Here is the first of them.",
        "The other operation is described next.",
    ),
    (
        "A group with branches in different trades decides for all of them. The first branch looks as follows.",
        "Now to the other branch.",
    ),
)


def merge(first: Blueprint, second: Blueprint, rng: Random) -> Blueprint:
    """Both problems as one, in a domain of neither where the families offer one.

    Raises:
        NotApplicable: a parent is itself combined or has no optimum, or the two do not fit together.
    """
    refuse_unfit(first, second)
    first, second = with_aim(first), with_aim(second)
    second = renamed(second, clashing_names(first, second), len(first.origins))
    refused = NotApplicable("no telling fits")
    for _ in range(DRAWS):
        try:
            return told_together(first, second, rng)
        except NotApplicable as reason:
            refused = reason
    raise refused


def told_together(first: Blueprint, second: Blueprint, rng: Random) -> Blueprint:
    """One telling of both problems, drawn at random; the second's names are fresh."""
    together = side_by_side(first, second, rng.choice(OPENINGS))
    merged = with_joint_goal(in_one_domain(together, second, rng), (first, second), rng)
    merged = with_link(merged, (first, second), rng)
    refuse_long(merged)
    return merged


def refuse_unfit(first: Blueprint, second: Blueprint) -> None:
    """Raise where a parent is already combined, or declares another outcome than an optimum."""
    for parent in (first, second):
        if len(parent.origins) > 1:
            raise NotApplicable("a parent is already combined of two")
        if parent.status is not TerminationStatus.optimal:
            raise NotApplicable(f"a parent is declared {parent.status.value}")
    columns = sum(len(Study(parent).columns) for parent in (first, second))
    if columns > MOST_VARIABLES:
        raise NotApplicable(f"together they have {columns} decision variables")


def refuse_long(merged: Blueprint) -> None:
    """Raise where the words are too many."""
    words = re.findall(r"[^\s|]*\w[^\s|]*", write_statement(merged))
    if len(words) > MOST_WORDS:
        raise NotApplicable(f"together they take {len(words)} words")


def in_one_domain(merged: Blueprint, second: Blueprint, rng: Random) -> Blueprint:
    """The merged blueprint in a domain of neither parent, else in one of theirs."""
    refused = NotApplicable("no domain suits both")
    tabu = (frozenset({merged.domain, second.domain}), frozenset({merged.domain}), frozenset({second.domain}))
    for without in tabu * DRAWS:
        try:
            domain, settings = other_settings(merged.origins, without, rng)
            return moved_to(merged, domain, settings, rng)
        except NotApplicable as reason:
            refused = reason
    raise refused
