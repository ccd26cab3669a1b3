"""Checkers: each says passed, failed with a countable reason, or abstained. None asks a language model."""

from collections.abc import Callable

from schemas.verdict import CheckerName, Verdict
from tasks.check import constraints, description, no_op, program, variables
from tasks.check.subject import Subject, make_subject

__all__ = ["CHECKS", "Subject", "make_subject"]

CHECKS: dict[CheckerName, Callable[[Subject], Verdict]] = {
    CheckerName.description: description.check,
    CheckerName.program: program.check,
    CheckerName.variables: variables.check,
    CheckerName.constraints: constraints.check,
    CheckerName.no_op: no_op.check,
}
"""Checkers of one candidate, in the order of a round; `tasks/check/duplicate.py` looks at a whole round at once."""
