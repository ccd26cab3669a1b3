"""Planted errors: the kinds of wrong answer that a teacher may be asked for, to measure checkers."""

from enum import StrEnum


class PlantKind(StrEnum):
    """What is wrong with an answer."""

    flipped_sense = "flipped_sense"
    dropped_constraint = "dropped_constraint"
    doubled_constraint = "doubled_constraint"
    wrong_coefficient = "wrong_coefficient"
    lost_integrality = "lost_integrality"
    index_slip = "index_slip"
    """Two elements have each other's number."""
    unit_slip = "unit_slip"
    """Data in another unit than the words."""
    flipped_direction = "flipped_direction"
    """At least for at most, or the reverse."""
    invented_bound = "invented_bound"
    lost_bound = "lost_bound"
    false_big_m = "false_big_m"
    """A switch whose Big-M cuts solutions off."""
    loose_big_m = "loose_big_m"
    """A switch whose Big-M is so large that solvers let it leak."""
    tiny_epsilon = "tiny_epsilon"
    """A switch that asks for less than solvers can tell from nothing."""
    lost_term = "lost_term"
    """A part of the objective is left out."""
    missing_number = "missing_number"
    contradictory_number = "contradictory_number"
    stale_parent_text = "stale_parent_text"
    wrong_status = "wrong_status"
    no_op = "no_op"
    scaled_copy = "scaled_copy"
    """The parent again, its rows scaled and all names changed."""
    idle_constraint = "idle_constraint"
    """The parent with a limit that nothing comes near."""
    duplicate = "duplicate"
    infeasible = "infeasible"
    unbounded = "unbounded"
    printed_objective = "printed_objective"
    """The program prints another number than it solves for."""
    wrong_meaning = "wrong_meaning"
    """The objective counts another thing than the words ask for."""
    missing_implicit = "missing_implicit"
    """A constraint is left out that the words imply and state no number for."""
    unit_words = "unit_words"
    """The words name another unit, with the same number."""


PROGRAM_KINDS = (
    PlantKind.flipped_sense,
    PlantKind.dropped_constraint,
    PlantKind.doubled_constraint,
    PlantKind.wrong_coefficient,
    PlantKind.lost_integrality,
    PlantKind.index_slip,
    PlantKind.unit_slip,
    PlantKind.flipped_direction,
    PlantKind.invented_bound,
    PlantKind.lost_bound,
    PlantKind.false_big_m,
    PlantKind.loose_big_m,
    PlantKind.tiny_epsilon,
    PlantKind.lost_term,
)
"""Errors of a program, which leave words and formulation right."""
EVERYWHERE = "_everywhere"
"""Behind the name of a program's error: the formulation has it, too, so that only the words are right."""
JUDGES_ONLY = (PlantKind.wrong_meaning, PlantKind.missing_implicit, PlantKind.unit_words)
"""Kinds that stand in meanings alone: whoever finds them must understand the words."""

PLANTS = (*(kind.value for kind in PlantKind), *(f"{kind.value}{EVERYWHERE}" for kind in PROGRAM_KINDS))
"""Every name that a teacher may be asked for."""
SIBLING = "duplicate_of_sibling"
"""An honest answer that is given a second time, after the first was accepted; no plant of the teacher is needed."""
KINDS = (*PLANTS, SIBLING)
"""Every kind of error that a calibration tries."""
