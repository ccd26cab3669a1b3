"""A strategy: a named group of operators with weights."""

from pydantic import Field, field_validator

from schemas.frozen import Chosen

COMPLEXITY = "complexity_evolving"
SCOPE = "scope_evolving"

PAPER_OPERATORS = ("modify_constraint", "modify_objective", "change_parameter", "transform_domain", "combine")
"""The five of Step-Opt-Instruct (section 3.1)."""
OUR_OPERATORS = ("make_logical", "make_tabular", "scale_up", "make_infeasible", "make_unbounded", "swap_question")
"""Ours, where the field points: logic, tables, size, outcomes other than an optimum, other questions."""
OPERATORS = (*PAPER_OPERATORS, *OUR_OPERATORS)

TECHNICAL = ("modify_constraint", "modify_objective")
"""Operators that may be told which technique a change should need."""


class Strategy(Chosen):
    """A named group of operators with weights."""

    name: str
    operators: dict[str, float] = Field(description="Weight of each operator; all weights of a spec add up freely.")

    @field_validator("operators")
    @classmethod
    def operators_are_known(cls, operators: dict[str, float]) -> dict[str, float]:
        """Reject an unknown operator or a negative weight."""
        return known_weights(operators)


def known_weights(weights: dict[str, float]) -> dict[str, float]:
    """The weights of operators.

    Raises:
        ValueError: an unknown operator, or a negative weight.
    """
    for name, weight in weights.items():
        if name not in OPERATORS:
            raise ValueError(f"{name!r} is no operator; known are {', '.join(OPERATORS)}")
        if weight < 0:
            raise ValueError(f"the weight of {name} is {weight}; it must be a number, 0 or more")
    return weights


PAPER_STRATEGIES = (
    Strategy(name=COMPLEXITY, operators={"modify_constraint": 1, "modify_objective": 1, "change_parameter": 1}),
    Strategy(name=SCOPE, operators={"transform_domain": 1, "combine": 1}),
)
"""Uniform over the five operators, grouped as in Step-Opt-Instruct (section 3.1)."""
