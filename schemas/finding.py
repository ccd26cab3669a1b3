"""What a look at a captured model shows, in a process that never ran the program."""

from enum import StrEnum

from schemas.frozen import Frozen
from schemas.solve import ObjectiveSense, TerminationStatus


class Doubt(StrEnum):
    """Why an answer that is right may not come from modelling the question: it was worked out beforehand."""

    written = "written"
    """The answer stands among the model's numbers, and not among the question's."""
    bounds = "bounds"
    """Bounds alone decide the optimum, and some of their numbers are not the question's."""
    foreign = "foreign"
    """What decides the optimum holds none of the question's numbers."""
    unmoved = "unmoved"
    """The optimum stays where it is when all of the question's numbers change."""
    without_data = "without_data"
    """The conflict that leaves no solution is there without any of the question's numbers."""


class Question(Frozen):
    """What is asked about one captured model."""

    model_mps: str
    status: TerminationStatus
    """As the program's process told it."""
    objective: float | None
    sense: ObjectiveSense | None
    statement: str
    """The words that the model should come from."""
    right: bool
    """Whether the answer is the label's under any rule: only such a one is worth doubting."""
    flip: bool
    """Whether the other variable type is solved, too."""


class Finding(Frozen):
    """What was found."""

    linear: bool = True
    """False: the model is not linear, so that nothing below was looked at."""
    confirmed: bool | None = None
    """Whether the model gives what was told; None: this could not be told."""
    doubts: tuple[Doubt, ...] = ()
    flipped_status: TerminationStatus | None = None
    """Of the model with the other variable type; None: it was not asked for, or has none."""
    flipped_objective: float | None = None
