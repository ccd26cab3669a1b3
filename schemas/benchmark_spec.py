"""The spec of a benchmark run: TOML file, command-line flags and Prefect's parameter form share its fields."""

from enum import StrEnum
from typing import Any

from pydantic import Field, field_validator, model_validator

from schemas.frozen import Chosen, Frozen, content_hash
from schemas.rollout import Way
from schemas.rule import DEFAULT_RULE
from schemas.solve import DoorName, Limits, SolverName
from schemas.teacher_spec import OPERATIONAL, TeacherSpec

WHERE = {"run", "lake", "door", "slots", "shards", "keep_going"}
"""Fields that decide no row."""


class AnswerSource(StrEnum):
    """Where an answer is read."""

    captured = "captured"
    """In the solver's own model object, confirmed by a second solve of the captured model."""
    printed = "printed"
    """In what the program prints, for rules whose papers did so; the others keep to the captured model."""
    boxed = "boxed"
    """In the model's last `\\\\boxed{}`, likewise."""


class FieldNames(Frozen):
    """Which field of a file's rows holds what; empty: found by the names that are in use."""

    id: str = ""
    question: str = ""
    answer: str = ""
    completion: str = ""


class VllmSpec(Chosen):
    """A vLLM server that the run starts before it asks, and stops afterwards."""

    model: str = Field(default="", description="What it serves: a name at the Hub, or a folder; empty: no server.")
    command: tuple[str, ...] = Field(
        default=("vllm",), description="What starts vLLM; it lives in an environment of its own, so name it there."
    )
    arguments: tuple[str, ...] = Field(default=(), description="Further arguments of `vllm serve`.")
    port: int = Field(default=8000, ge=1, le=65_535)
    start_seconds: float = Field(default=900.0, gt=0, description="How long it may take until it answers.")


class BenchmarkSpec(Frozen):
    """One run: who answers which questions, in which way, and how the answers are scored."""

    run: str = Field(
        default="",
        pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]*)?$",
        description="Name of the run; empty: made of its sets and a hash of all that decides it.",
    )
    lake: str = Field(default="lake", description="Folder of the lake.")
    sets: tuple[str, ...] = Field(
        default=(),
        description="Benchmarks: a file (JSON Lines, JSON or Parquet), or a known name such as nl4opt, mamo-easy, "
        "industryor, optmath, optibench, which comes from the Hub.",
    )
    completions: tuple[str, ...] = Field(
        default=(), description="Files of recorded completions (id, question, answer, completion): nobody is asked."
    )
    labels: tuple[str, ...] = Field(
        default=(), description="Further label sets: files with the same questions and other answers."
    )
    names: FieldNames = Field(default=FieldNames(), description="Names of the fields in files of your own.")
    keep_going: bool = Field(default=False, description="Leave bad rows out and score the rest.")
    limit: int = Field(default=0, ge=0, description="Items of each set at most, from its start; 0: all.")
    solvers: tuple[SolverName, ...] = Field(
        default=(SolverName.copt,), min_length=1, description="Solvers that programs are written for, or run in."
    )
    rule: str = Field(default=DEFAULT_RULE, description="Rule of the headline figure.")
    matrix: bool = Field(default=False, description="Score by every rule, those that need further runs included.")
    answers: AnswerSource = Field(default=AnswerSource.captured, description="Where an answer is read.")
    way: Way = Field(default=Way.one_shot, description="How the model answers; for completions: recorded.")
    agent: str = Field(
        default="", pattern=r"^([\w.]+:\w+)?$", description="For the way `agent`: its function, as module:function."
    )
    model: TeacherSpec = Field(default=TeacherSpec(), description="Who answers.")
    serve: VllmSpec = Field(default=VllmSpec(), description="A vLLM server for the time of the run.")
    samples: int = Field(default=1, ge=1, le=1024, description="Answers to each question (k).")
    seed: int = Field(default=0, ge=0, description="Seed of the samples.")
    corrections: int = Field(default=3, ge=0, description="For the way `self_correction`: programs after the first.")
    executions: int = Field(default=4, ge=0, description="For the way `interpreter`: programs that may run.")
    limits: Limits = Limits()
    shards: int = Field(default=0, ge=0, le=64, description="Shards of the run; 0: chosen from its size.")
    door: DoorName = Field(default=DoorName.auto, description="Where programs run.")
    slots: int = Field(default=0, ge=0, le=256, description="Programs at a time; 0: the number of processors.")

    @field_validator("model")
    @classmethod
    def plants_are_for_calibration(cls, model: TeacherSpec) -> TeacherSpec:
        """Reject planted errors: nothing would be measured."""
        if model.plants:
            raise ValueError("the model of a benchmark has no planted errors; remove `plants`")
        return model

    @model_validator(mode="after")
    def there_is_something_to_score(self) -> "BenchmarkSpec":
        """Reject a run without questions, or with questions and nobody who answers."""
        if bool(self.sets) == bool(self.completions):
            raise ValueError("give either sets, for a model to answer, or completions that are recorded")
        if self.way is Way.agent and not self.agent:
            raise ValueError("the way `agent` needs `agent`, the function that answers, as module:function")
        if self.sets and self.way is not Way.agent and self.model.is_procedural:
            raise ValueError("name the model that answers: the procedural teacher knows only its own problems")
        return self

    @property
    def answering(self) -> Way:
        """How answers come about."""
        return Way.recorded if self.completions else self.way

    def spec_hash(self) -> str:
        """Hash of what decides the rows."""
        content: dict[str, Any] = self.model_dump(mode="json", exclude=WHERE | {"model", "serve"})
        content["model"] = self.model.model_dump(mode="json", exclude=OPERATIONAL)
        return content_hash(content)

    def shard_count(self, rollouts: int) -> int:
        """Shards for so many rollouts."""
        return self.shards or max(1, min(16, (rollouts + 31) // 32))
