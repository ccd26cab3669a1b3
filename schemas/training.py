"""What flow and trainer hand each other in a fine-tuning: the job before, the result after; both are files."""

from schemas.finetune_spec import FinetuneSpec
from schemas.frozen import Frozen
from schemas.trainer_result import TrainerResult


class TrainingJob(Frozen):
    """What the trainer is told."""

    spec: FinetuneSpec
    train: str
    """File of rows to train on."""
    validation: str = ""
    """File of held-out rows; empty: none."""
    world_size: int
    """Processes that the launch must have."""


class TrainingResult(TrainerResult):
    """What a fine-tuning leaves."""

    stopped_early: bool
    held_out_loss: float | None = None
    """Of the model that is kept; None without held-out rows."""
    examples: int
    """Rows that it trained on."""
    examples_left_out: int
    """Rows beyond `most_tokens`, and those whose prompt alone fills `example_tokens`."""
    examples_cut: int
    """Of the rows, those that fill `example_tokens`: their answers are not whole."""
    tokens: int
    """Tokens of these rows."""
    loss_tokens: int
    """Of these, the ones that carry loss."""
    tokens_seen: int
    """Tokens over all epochs, padding aside, in this run since its last resume."""
