"""A score: one rollout, held against one label by one rule."""

from enum import StrEnum

from schemas.frozen import Frozen
from schemas.solve import SolverName


class Reason(StrEnum):
    """Why an answer is right or wrong."""

    optimal_value = "optimal_value"
    """Right: the objective is the label's."""
    no_solution = "no_solution"
    """Right: there is none, as the label says."""
    other_type = "other_type"
    """Right under a rule that accepts the other variable type: with that type the objective is the label's."""

    unreadable = "unreadable"
    """No program can be read out of the completion."""
    crashed = "crashed"
    timeout = "timeout"
    memory = "memory"
    """Out of memory, or its output flooded."""
    no_model = "no_model"
    """It ended without having solved anything."""
    licence_size = "licence_size"
    """The model is larger than the solver takes without a licence."""
    infeasible = "infeasible"
    """There is no solution, and the label has one."""
    unbounded = "unbounded"
    unproven = "unproven"
    """Its solver stopped without a proof: a limit, or a solution that need not be the best."""
    wrong_type_suspected = "wrong_type_suspected"
    """Wrong, and right with the other variable type."""
    wrong_value = "wrong_value"
    forged = "forged"
    """Its process told something that its captured model does not give."""
    unconfirmed = "unconfirmed"
    """The right answer, but no model that confirms it."""
    worked_out = "worked_out"
    """The right answer from a model that was made to yield it."""
    unlabelled = "unlabelled"
    """The item has no label, so that nothing can be said."""


RIGHT = (Reason.optimal_value, Reason.no_solution, Reason.other_type)


class Score(Frozen):
    """One verdict."""

    rollout_id: str
    set: str
    item_id: str
    sample: int
    solver: SolverName
    labels: str
    """Which label set it was held against; the items' own is named like their set."""
    rule: str
    correct: bool
    reason: Reason
    label: str
    """The label in words."""
