"""What a checker says of a candidate."""

from enum import StrEnum

from pydantic import Field

from schemas.frozen import Frozen
from schemas.teacher import BACK_TRANSLATION, Purpose


class CheckerName(StrEnum):
    """A checker; the order is that of a round, cheap ones first. Those named after a judge ask a teacher."""

    description = "description"
    judge_description = "judge_description"
    program = "program"
    judge_program = "judge_program"
    judge_alignment = "judge_alignment"
    variables = "variables"
    judge_variables = "judge_variables"
    constraints = "constraints"
    judge_constraints = "judge_constraints"
    coverage = "coverage"
    """Numbers, direction and limits of the words against the captured model, without any formulation."""
    no_op = "no_op"
    flipped_type = "flipped_type"
    """The optimum is the same with the other variable type, or the words force the type."""
    relaxation = "relaxation"
    """No integer optimum is better than that of the relaxation."""
    stability = "stability"
    """Another solver at the tightest tolerance has the same answer."""
    metamorphic = "metamorphic"
    """Answers to changed models stand to the answer as they must."""
    second_program = "second_program"
    """An independently written program has the same answer."""
    back_translation = "back_translation"
    """The program, told in words by whoever has never seen the problem, is the problem."""
    duplicate = "duplicate"


JUDGES = tuple(name for name in CheckerName if name.startswith("judge_"))
ASKING: dict[CheckerName, tuple[Purpose, ...]] = {
    **{name: (Purpose(name.value),) for name in JUDGES},
    CheckerName.second_program: (Purpose.program,),
    CheckerName.back_translation: BACK_TRANSLATION,
}
"""Checkers that ask teachers, and what for."""
EMBEDDED = tuple(name for name in CheckerName if name not in ASKING)
"""Checkers that ask nobody."""


class Outcome(StrEnum):
    """Result of one check."""

    passed = "passed"
    failed = "failed"
    abstained = "abstained"


class Verdict(Frozen):
    """One checker's answer on one attempt of one candidate."""

    candidate_id: str
    checker: CheckerName
    attempt: int = 0
    """0 for the first look, then one more for each repair."""
    outcome: Outcome
    reason: str | None = None
    """Countable snake_case reason of a failure or an abstention."""
    detail: str = ""
    """A sentence for whoever repairs it, with the values."""
    marks: tuple[str, ...] = ()
    """Findings that do not reject: `new_constraint_does_not_bind`, `tight_epsilon`, …"""
    figures: dict[str, float] = Field(default_factory=dict[str, float])
    """What was measured, by the names of `schemas/evidence.py`."""
    calls: tuple[str, ...] = ()
    """Request hashes of the answers that it rests on, in order; empty for a checker that asks nobody."""
    seconds: float = 0.0
