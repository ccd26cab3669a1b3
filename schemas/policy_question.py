"""A question that a policy is asked while it is trained, and what is right."""

from schemas.frozen import Frozen
from schemas.solve import SolverName
from schemas.teacher import Message


class PolicyQuestion(Frozen):
    """One question."""

    id: str
    prompt: tuple[Message, ...]
    """What the policy reads."""
    statement: str
    """The problem's own words, which a right answer's model is held against."""
    solver: SolverName
    """For which the program is written."""
    answer: str
    """The label as benchmarks write it: a number, No Best Solution, infeasible, unbounded."""
