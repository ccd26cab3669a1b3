"""What a checker says of a candidate."""

from enum import StrEnum

from schemas.frozen import Frozen


class CheckerName(StrEnum):
    """A checker; the order is that of a round, cheap ones first."""

    description = "description"
    program = "program"
    variables = "variables"
    constraints = "constraints"
    no_op = "no_op"
    duplicate = "duplicate"


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
    seconds: float = 0.0
