"""A problem that questions to a policy are made of."""

from schemas.frozen import Frozen


class PolicyProblem(Frozen):
    """Words and answer, before a solver is named."""

    id: str
    statement: str
    answer: str
    """A number, or that there is no best solution."""
