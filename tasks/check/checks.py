"""All checkers of one candidate, by name."""

from collections.abc import Callable

from schemas.verdict import CheckerName, Verdict
from tasks.check import (
    constraints,
    coverage,
    description,
    flipped_type,
    metamorphic,
    no_op,
    program,
    relaxation,
    stability,
    variables,
)
from tasks.check.subject import Subject

CHECKS: dict[CheckerName, Callable[[Subject], Verdict]] = {
    CheckerName.description: description.check,
    CheckerName.program: program.check,
    CheckerName.variables: variables.check,
    CheckerName.constraints: constraints.check,
    CheckerName.coverage: coverage.check,
    CheckerName.no_op: no_op.check,
    CheckerName.flipped_type: flipped_type.check,
    CheckerName.relaxation: relaxation.check,
    CheckerName.stability: stability.check,
    CheckerName.metamorphic: metamorphic.check,
}
"""In the order of a round; `tasks/check/duplicate.py` looks at a whole round at once."""
