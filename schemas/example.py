"""An example: one accepted problem in one solver's dialect, as a trainer sees it."""

from enum import StrEnum

from schemas.frozen import Frozen
from schemas.solve import SolverName


class Split(StrEnum):
    """Where an example goes."""

    train = "train"
    validation = "validation"
    test = "test"


class Example(Frozen):
    """What is asked, what is answered, and where it comes from."""

    id: str
    """Of the candidate, a dash, and the solver."""
    candidate_id: str
    campaign: str
    round: int
    seed_ids: tuple[str, ...]
    operator: str
    cluster: str
    licence: str
    solver: SolverName
    split: Split
    statement: str
    """The problem's words."""
    system: str
    """The system message."""
    user: str
    """The user message, with the problem's words."""
    answer: str
    """The assistant's message: the formulation where it is wanted, and the program."""
    status: str
    """Termination status that a right answer has."""
    objective: float | None
    """Optimal objective value; None unless the status is optimal."""
