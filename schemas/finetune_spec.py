"""The spec of a fine-tuning: TOML recipe, flags and Prefect's form share its fields; the trainer reads the same."""

from enum import StrEnum

from pydantic import Field, model_validator

from schemas.frozen import Frozen


class Method(StrEnum):
    """Which weights are trained."""

    lora = "lora"
    """Low-rank adapters on every linear layer."""
    qlora = "qlora"
    """The same on a base in four bits; needs a GPU and bitsandbytes."""
    full = "full"
    """All weights."""


class Loss(StrEnum):
    """Which tokens carry loss."""

    completion = "completion"
    """The answer alone; rows of prompt and completion."""
    assistant = "assistant"
    """Every turn of the assistant; rows of messages, and a chat template that marks what is generated."""
    segments = "segments"
    """What a row's `segments` (text, trained) say, such as a trajectory without its tools' output."""


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


class LaunchSpec(Frozen):
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


class FinetuneSpec(Frozen):
    """One fine-tuning: which model on which examples, how, and where."""

    data: str = Field(default="export", description="Folder of an export, or a file of rows (JSON Lines or Parquet).")
    validation: str = Field(default="", description="File of held-out rows, where `data` is a file.")
    model: str = Field(default="Qwen/Qwen3-0.6B", description="Base model: a name at the Hub, or a folder.")
    output: str = Field(default="model", description="Folder of job, checkpoints, metrics and the model.")
    method: Method = Field(default=Method.lora, description="Which weights are trained.")
    lora: LoraSpec = LoraSpec()
    loss: Loss = Field(default=Loss.completion, description="Which tokens carry loss.")
    epochs: float = Field(default=3.0, gt=0, description="Passes over the examples.")
    most_steps: int = Field(default=0, ge=0, description="Optimizer steps at most; 0: what the epochs give.")
    most_tokens: int = Field(
        default=0, ge=0, description="Train on the first examples with so many tokens together; 0: all. For ablations."
    )
    batch_per_device: int = Field(default=1, ge=1, description="Examples a device takes at a time.")
    accumulate: int = Field(default=8, ge=1, description="Batches between two optimizer steps.")
    learning_rate: float = Field(default=1e-4, gt=0, description="Peak of the learning rate.")
    schedule: str = Field(default="cosine", description="Learning rate's schedule, as transformers names it.")
    warmup: float = Field(default=0.1, ge=0, lt=1, description="Share of the steps in which the rate rises.")
    weight_decay: float = Field(default=0.0, ge=0, description="AdamW's weight decay.")
    most_gradient: float = Field(default=1.0, gt=0, description="Norm to which gradients are clipped.")
    example_tokens: int = Field(default=2048, ge=8, description="Tokens of an example; longer ones are cut.")
    packing: bool = Field(default=False, description="Whether several examples share a row; needs flash attention.")
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
    patience: int = Field(
        default=0, ge=0, description="Stop after so many looks without a lower held-out loss; 0: never."
    )
    merge: bool = Field(default=False, description="Whether adapters are merged into a model of their own in the end.")
    trackers: tuple[Tracker, ...] = Field(default=(), description="Where metrics go beside Prefect.")
    launch: LaunchSpec = LaunchSpec()

    @model_validator(mode="after")
    def patience_needs_looks(self) -> "FinetuneSpec":
        """Reject an early stop that would never look, or whose best model would not be among the checkpoints."""
        if self.patience and (not self.evaluate_every or self.save_every % self.evaluate_every):
            raise ValueError("patience needs evaluate_every above 0, and save_every a multiple of it")
        return self
