"""What flow and trainer hand each other: the job before, the result after; both are files."""

from pydantic import Field

from schemas.finetune_spec import FinetuneSpec
from schemas.frozen import Frozen


class TrainingJob(Frozen):
    """What the trainer is told."""

    spec: FinetuneSpec
    train: str
    """File of rows to train on."""
    validation: str = ""
    """File of held-out rows; empty: none."""
    world_size: int
    """Processes that the launch must have."""


class TrainingResult(Frozen):
    """What the trainer leaves, written last: without it, the training is not finished."""

    steps: int
    stopped_early: bool
    world_size: int
    sharding: str
    """How the weights lay: `none` for one process, `ddp` where each has all of them, `fsdp2` where each has a part."""
    loss: float
    """Of the last line of metrics."""
    rank_losses: tuple[float, ...]
    """Mean loss of each rank since the line before, at the last line of metrics."""
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
    seconds: float
    """Wall seconds of the training since its last resume."""
    peak_memory_mib: float
    """Of the first GPU; of the process where there is none."""
    trained_parameters: int
    parameters: int
    model: str
    """Folder of the adapter, or of the model where all weights were trained."""
    merged: str = ""
    """Folder of the merged model; empty: it was not asked for."""
    resumed_at: int = 0
    """Step of the checkpoint from which it went on; 0: it began anew."""
    versions: dict[str, str] = Field(default_factory=dict)
    """Versions of the packages that trained."""
