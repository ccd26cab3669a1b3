"""The spec of a fine-tuning: TOML recipe, flags and Prefect's form share its fields; the trainer reads the same."""

from enum import StrEnum

from pydantic import Field, model_validator

from schemas.trainer_spec import TrainerSpec


class Loss(StrEnum):
    """Which tokens carry loss."""

    completion = "completion"
    """The answer alone; rows of prompt and completion."""
    assistant = "assistant"
    """Every turn of the assistant; rows of messages, and a chat template that marks what is generated."""
    segments = "segments"
    """What a row's `segments` (text, trained) say, such as a trajectory without its tools' output."""


class FinetuneSpec(TrainerSpec):
    """One fine-tuning: which model on which examples, how, and where."""

    data: str = Field(default="export", description="Folder of an export, or a file of rows (JSON Lines or Parquet).")
    validation: str = Field(default="", description="File of held-out rows, where `data` is a file.")
    loss: Loss = Field(default=Loss.completion, description="Which tokens carry loss.")
    most_tokens: int = Field(
        default=0, ge=0, description="Train on the first examples with so many tokens together; 0: all. For ablations."
    )
    accumulate: int = Field(default=8, ge=1, description="Batches between two optimizer steps.")
    example_tokens: int = Field(default=2048, ge=8, description="Tokens of an example; longer ones are cut.")
    packing: bool = Field(default=False, description="Whether several examples share a row; needs flash attention.")
    patience: int = Field(
        default=0, ge=0, description="Stop after so many looks without a lower held-out loss; 0: never."
    )

    @model_validator(mode="after")
    def patience_needs_looks(self) -> "FinetuneSpec":
        """Reject an early stop that would never look, or whose best model would not be among the checkpoints."""
        if self.patience and (not self.evaluate_every or self.save_every % self.evaluate_every):
            raise ValueError("patience needs evaluate_every above 0, and save_every a multiple of it")
        return self
