"""What every training says, be it a fine-tuning or a reinforcement: model, weights, optimizer, launch."""

from enum import StrEnum

from pydantic import Field

from schemas.frozen import Chosen, Frozen


class Method(StrEnum):
    """Which weights are trained."""

    lora = "lora"
    """Low-rank adapters on every linear layer."""
    qlora = "qlora"
    """The same on a base in four bits; needs a GPU and bitsandbytes."""
    full = "full"
    """All weights."""


class Precision(StrEnum):
    """Arithmetic of the training."""

    bfloat16 = "bfloat16"
    float32 = "float32"


class Tracker(StrEnum):
    """Where metrics go beside our own file and Prefect."""

    trackio = "trackio"
    tensorboard = "tensorboard"
    wandb = "wandb"


class LoraSpec(Frozen):
    """Shape of the adapters."""

    rank: int = Field(default=16, ge=1, description="Rank of the two factors.")
    alpha: int = Field(default=32, ge=1, description="The update is scaled by alpha / rank.")
    dropout: float = Field(default=0.0, ge=0, lt=1, description="Dropout before the adapter.")
    targets: str = Field(default="all-linear", description="Layers that get one: all-linear, or a regular expression.")


class LaunchSpec(Chosen):
    """How the trainer's processes are started."""

    config: str = Field(
        default="single_gpu",
        description="Accelerate config: a shipped name (single_cpu, single_gpu, multi_gpu, fsdp2, zero2, zero3, "
        "multi_node, cpu_fsdp2), or a YAML file of your own.",
    )
    python: str = Field(
        default="",
        description="Interpreter of the trainer's environment, which needs no Prefect; empty: what OPTMILL_TRAINER "
        "says, else this one.",
    )
    stall_minutes: float = Field(
        default=30.0, gt=0, description="Without a new metric for so long, the trainer is ended and resumed."
    )


class TrainerSpec(Chosen):
    """One training: which model, how, and where."""

    model: str = Field(default="Qwen/Qwen3-0.6B", description="Base model: a name at the Hub, or a folder.")
    output: str = Field(default="model", description="Folder of job, checkpoints, metrics and the model.")
    method: Method = Field(default=Method.lora, description="Which weights are trained.")
    lora: LoraSpec = LoraSpec()
    epochs: float = Field(default=3.0, gt=0, description="Passes over the examples.")
    most_steps: int = Field(default=0, ge=0, description="Optimizer steps at most; 0: what the epochs give.")
    batch_per_device: int = Field(default=1, ge=1, description="Examples a device takes at a time.")
    learning_rate: float = Field(default=1e-4, gt=0, description="Peak of the learning rate.")
    schedule: str = Field(default="cosine", description="Learning rate's schedule, as transformers names it.")
    warmup: float = Field(default=0.1, ge=0, lt=1, description="Share of the steps in which the rate rises.")
    weight_decay: float = Field(default=0.0, ge=0, description="AdamW's weight decay.")
    most_gradient: float = Field(default=1.0, gt=0, description="Norm to which gradients are clipped.")
    precision: Precision = Field(default=Precision.bfloat16, description="Arithmetic of the training.")
    gradient_checkpointing: bool = Field(default=True, description="Less memory for a third more time.")
    attention: str = Field(default="sdpa", description="Attention kernel, as transformers names it.")
    seed: int = Field(default=0, ge=0, description="Seed of initial adapters, order and dropout.")
    log_every: int = Field(default=1, ge=1, description="Steps between two lines of metrics.")
    save_every: int = Field(default=50, ge=1, description="Steps between two checkpoints.")
    keep_checkpoints: int = Field(default=2, ge=1, description="Checkpoints that are kept.")
    evaluate_every: int = Field(
        default=50, ge=0, description="Steps between two looks at held-out rows; 0: none at all."
    )
    merge: bool = Field(default=False, description="Whether adapters are merged into a model of their own in the end.")
    trackers: tuple[Tracker, ...] = Field(default=(), description="Where metrics go beside Prefect.")
    launch: LaunchSpec = LaunchSpec()
