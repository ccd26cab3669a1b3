"""The spec of an export: which accepted problems become a training set, in which form."""

from enum import StrEnum

from pydantic import Field, model_validator

from schemas.frozen import Frozen, content_hash
from schemas.solve import DoorName, SolverName


class Form(StrEnum):
    """A form in which people's trainers read examples."""

    messages = "messages"
    """One list of chat messages a row."""
    trl = "trl"
    """TRL's conversational prompt and completion: loss on the completion alone."""
    prompt_completion = "prompt_completion"
    """Prompt and completion as plain text."""
    alpaca = "alpaca"
    """Instruction, input and output, with LLaMA-Factory's `dataset_info.json`."""
    sharegpt = "sharegpt"
    """Conversations of from and value, with LLaMA-Factory's `dataset_info.json`."""
    verl = "verl"
    """Prompt, ground truth and data source, for reinforcement learning."""
    questions = "questions"
    """Question and answer alone, as benchmarks have them: one row a problem, whatever its dialects."""


class FileType(StrEnum):
    """How rows are written."""

    parquet = "parquet"
    jsonl = "jsonl"


class Shares(Frozen):
    """Shares of the root seeds that go to the held-out splits; the rest trains."""

    validation: float = Field(default=0.05, ge=0, lt=1, description="Share of the seeds for validation.")
    test: float = Field(default=0.05, ge=0, lt=1, description="Share of the seeds for the test.")

    @model_validator(mode="after")
    def some_seeds_train(self) -> "Shares":
        """Reject shares that leave nothing to train on."""
        if self.validation + self.test >= 1:
            raise ValueError("validation and test together must be below 1: nothing would be left to train on")
        return self


class ExportSpec(Frozen):
    """One training set: what of the lake, for whom."""

    lake: str = Field(default="lake", description="Folder of the lake.")
    output: str = Field(default="export", description="Folder that is written.")
    campaigns: tuple[str, ...] = Field(default=(), description="Only these campaigns; absent: all of the lake.")
    where: str = Field(
        default="",
        description="SQL condition on the accepted candidates, such as: operator = 'combine' AND variables < 50. "
        "Fields of difficulty and evidence stand there as columns of their own, beside `solvers`, a list.",
    )
    licences: tuple[str, ...] = Field(default=(), description="Only words under these licences; absent: all.")
    formulation: bool = Field(default=True, description="Whether the formulation stands in the target.")
    solvers: tuple[SolverName, ...] = Field(
        default=(),
        description="Dialects of the programs, each its own example; absent: the one that each problem was made with. "
        "A dialect that a problem lacks is printed from its blueprint, and kept where it runs to the same answer.",
    )
    shares: Shares = Shares()
    near_duplicates: bool = Field(
        default=False, description="Whether held-out problems may be near-duplicates of those that train."
    )
    decontaminate: tuple[str, ...] = Field(
        default=(),
        description="Benchmark files (JSON Lines, JSON or Parquet): problems that repeat an item's words, numbers "
        "aside, are left out.",
    )
    seed: int = Field(default=0, ge=0, description="Seed of splits and shuffling.")
    most: int = Field(default=0, ge=0, description="Training problems at most, after shuffling; 0: all.")
    forms: tuple[Form, ...] = Field(default=tuple(Form), min_length=1, description="Forms that are written.")
    files: tuple[FileType, ...] = Field(
        default=(FileType.parquet, FileType.jsonl), min_length=1, description="File types of each form."
    )
    door: DoorName = Field(default=DoorName.auto, description="Where programs of further dialects run.")
    push_to: str = Field(
        default="", description="Data set at the Hugging Face Hub (owner/name) to push to; needs HF_TOKEN."
    )

    def spec_hash(self) -> str:
        """Hash of what decides the examples, not where they are written."""
        return content_hash(self.model_dump(mode="json", exclude={"output", "push_to", "door", "files", "forms"}))
