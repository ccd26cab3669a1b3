"""Planted errors: the kinds of wrong answer that a teacher may be asked for, to measure checkers."""

from enum import StrEnum


class PlantKind(StrEnum):
    """What is wrong with an answer."""

    flipped_sense = "flipped_sense"
    dropped_constraint = "dropped_constraint"
    doubled_constraint = "doubled_constraint"
    wrong_coefficient = "wrong_coefficient"
    lost_integrality = "lost_integrality"
    missing_number = "missing_number"
    stale_parent_text = "stale_parent_text"
    wrong_status = "wrong_status"
    no_op = "no_op"
    duplicate = "duplicate"
    infeasible = "infeasible"
    unbounded = "unbounded"


PROGRAM_KINDS = (
    PlantKind.flipped_sense,
    PlantKind.dropped_constraint,
    PlantKind.doubled_constraint,
    PlantKind.wrong_coefficient,
    PlantKind.lost_integrality,
)
"""Errors of a program, which leave words and formulation right."""
EVERYWHERE = "_everywhere"
"""Behind the name of a program's error: the formulation has it, too, so that only the words are right."""

PLANTS = (*(kind.value for kind in PlantKind), *(f"{kind.value}{EVERYWHERE}" for kind in PROGRAM_KINDS))
"""Every name that a teacher may be asked for."""
