"""The operators of Step-Opt-Instruct (section 3.1), and ours, on blueprints: words and mathematics change together.

An operator takes its parents and a random generator and returns a child, or raises `NotApplicable`. Each draws one
of its moves; a move that needs what the parent does not have makes way for another. Limits are chosen from the
parent's optimum so that they cut it off; whether the child has an optimum is for its solver to judge.
"""

from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from typing import Final

from schemas.blueprint import Blueprint
from schemas.solve import TerminationStatus
from tasks.procedural.operators.balance import difference, largest_share, least_share
from tasks.procedural.operators.combining import merge
from tasks.procedural.operators.disjunction import either_large, either_small
from tasks.procedural.operators.domain import transform
from tasks.procedural.operators.doomed import infeasible, unbounded
from tasks.procedural.operators.fixed_charge import charge_each, charge_one
from tasks.procedural.operators.growth import grow
from tasks.procedural.operators.limits import add_ceiling, add_floor
from tasks.procedural.operators.logic import exclude, imply, one_of
from tasks.procedural.operators.max_min import worst_counts
from tasks.procedural.operators.minimum_lot import minimum_lot
from tasks.procedural.operators.move import Move, NotApplicable, first_applicable
from tasks.procedural.operators.parameters import redraw, scale
from tasks.procedural.operators.reserve import hold_back
from tasks.procedural.operators.resource import add_resource
from tasks.procedural.operators.selection import at_least, at_most, enough
from tasks.procedural.operators.study import Study
from tasks.procedural.operators.terms import add_rate, add_rates
from tasks.procedural.operators.tiers import rebate, surcharge

Operator = Callable[[tuple[Blueprint, ...], Random], Blueprint]

CONSTRAINT_MOVES: Final[Mapping[str, Move]] = {
    "at_least": at_least,
    "at_most": at_most,
    "ceiling": add_ceiling,
    "difference": difference,
    "either_large": either_large,
    "either_small": either_small,
    "enough": enough,
    "exclude": exclude,
    "floor": add_floor,
    "hold_back": hold_back,
    "imply": imply,
    "largest_share": largest_share,
    "least_share": least_share,
    "minimum_lot": minimum_lot,
    "one_of": one_of,
    "resource": add_resource,
}
OBJECTIVE_MOVES: Final[Mapping[str, Move]] = {
    "charge_each": charge_each,
    "charge_one": charge_one,
    "rate": add_rate,
    "rates": add_rates,
    "rebate": rebate,
    "surcharge": surcharge,
    "worst_counts": worst_counts,
}
PARAMETER_MOVES: Final[Mapping[str, Move]] = {"grow": grow, "redraw": redraw, "scale": scale}
LOGICAL_MOVES: Final[Mapping[str, Move]] = {
    name: CONSTRAINT_MOVES[name]
    for name in ("at_least", "at_most", "either_large", "either_small", "enough", "exclude", "imply", "one_of")
}
DOMAIN_MOVES: Final[Mapping[str, Move]] = {"transform": transform}

GROWTHS: Final = (2, 4)
"""Least and most elements that scaling up adds."""


def apply_operator(name: str, parents: tuple[Blueprint, ...], rng: Random) -> Blueprint:
    """Apply one operator; the child's last notes say what changed.

    Args:
        name: one of `OPERATORS`.
        parents: two for `combine`, one for the others (more are ignored).
        rng: decides everything that is drawn.

    Raises:
        NotApplicable: the parents offer no place for it.
    """
    if name not in OPERATORS:
        raise NotApplicable(f"the procedural teacher has no way to {name.replace('_', ' ')}")
    return OPERATORS[name](parents, rng)


def move_one(moves: Mapping[str, Move], solved: bool, parents: tuple[Blueprint, ...], rng: Random) -> Blueprint:
    """Apply one of the moves to the first parent.

    Args:
        moves: by name.
        solved: whether the parent must have an optimum.
        parents: the first is changed.
        rng: decides everything that is drawn.
    """
    study = Study(parents[0])
    if solved and study.blueprint.status is not TerminationStatus.optimal:
        raise NotApplicable(f"the parent is declared {study.blueprint.status.value}")
    if solved and not study.solved:
        raise NotApplicable("the parent's optimum is not found in time")
    return first_applicable(moves, study, rng)


def combine(parents: tuple[Blueprint, ...], rng: Random) -> Blueprint:
    """Merge the first two parents."""
    if len(parents) < 2:
        raise NotApplicable("combining takes two parents")
    return merge(parents[0], parents[1], rng)


def scale_up(parents: tuple[Blueprint, ...], rng: Random) -> Blueprint:
    """Let the first parent's sets grow several times."""
    child, wanted = parents[0], rng.randint(*GROWTHS)
    for grown in range(wanted):
        try:
            child = grow(Study(child), rng)
        except NotApplicable:
            if grown < GROWTHS[0]:
                raise
            break
    return child


def doom(
    turn: Callable[[Blueprint, Random], Blueprint],
    status: TerminationStatus,
    parents: tuple[Blueprint, ...],
    rng: Random,
) -> Blueprint:
    """Turn the first parent into a problem without an optimum, and declare it so."""
    if parents[0].status is not TerminationStatus.optimal:
        raise NotApplicable(f"the parent is declared {parents[0].status.value} already")
    return turn(parents[0], rng).model_copy(update={"status": status})


OPERATORS: Final[Mapping[str, Operator]] = {
    "modify_constraint": partial(move_one, CONSTRAINT_MOVES, True),
    "modify_objective": partial(move_one, OBJECTIVE_MOVES, True),
    "change_parameter": partial(move_one, PARAMETER_MOVES, False),
    "transform_domain": partial(move_one, DOMAIN_MOVES, False),
    "combine": combine,
    "make_logical": partial(move_one, LOGICAL_MOVES, True),
    "scale_up": scale_up,
    "make_infeasible": partial(doom, infeasible, TerminationStatus.infeasible),
    "make_unbounded": partial(doom, unbounded, TerminationStatus.unbounded),
}
"""Tables and other questions are matters of words that families do not have: a language model's alone."""

__all__ = ["OPERATORS", "NotApplicable", "Operator", "apply_operator"]
