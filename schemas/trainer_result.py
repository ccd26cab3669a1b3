"""What every training leaves, be it a fine-tuning or a reinforcement."""

from pydantic import Field

from schemas.frozen import Frozen


class TrainerResult(Frozen):
    """What the trainer leaves, written last: without it, the training is not finished."""

    steps: int
    world_size: int
    sharding: str
    """How the weights lay: `none` for one process, `ddp` where each has all of them, `fsdp2` where each has a part."""
    loss: float
    """Of the last line of metrics."""
    rank_losses: tuple[float, ...]
    """Mean loss of each rank since the line before, at the last line of metrics."""
    seconds: float
    """Wall seconds of the training since its last resume."""
    total_seconds: float = 0.0
    """Of all its runs, up to the last line of metrics that each left."""
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
