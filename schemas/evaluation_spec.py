"""The spec of a look at a trained model: which questions, answered how."""

from pydantic import Field

from schemas.frozen import Frozen
from schemas.solve import DoorName, Limits


class EvaluationSpec(Frozen):
    """Questions and how they are answered: greedily, by the trainer's own environment."""

    questions: str = Field(
        default="", description="File of rows in verl's form; empty: the test split of the export that trained."
    )
    most: int = Field(default=0, ge=0, description="Questions at most, from the start; 0: all.")
    answer_tokens: int = Field(default=2048, ge=1, description="Tokens of an answer at most, as in Step-Opt.")
    batch: int = Field(default=16, ge=1, description="Questions answered at a time.")
    python: str = Field(default="", description="Interpreter of the trainer's environment; empty: this one.")
    limits: Limits = Limits()
    door: DoorName = Field(default=DoorName.auto, description="Where programs run.")
