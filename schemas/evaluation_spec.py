"""The spec of a look at a trained model: which questions, answered by which engine."""

from enum import StrEnum

from pydantic import Field

from schemas.benchmark_spec import VllmSpec
from schemas.frozen import Frozen
from schemas.solve import DoorName, Limits, SolverName


class Engine(StrEnum):
    """What makes a trained model answer."""

    local = "local"
    """The transformers library, in a process of the trainer's environment."""
    vllm = "vllm"
    """A vLLM server that is started for each model, with the adapter on its base."""


class EvaluationSpec(Frozen):
    """A benchmark of a model: one greedy answer to each question."""

    sets: tuple[str, ...] = Field(
        default=(), description="Benchmarks, as `optmill benchmark` takes them; empty: the export's own test questions."
    )
    most: int = Field(default=0, ge=0, description="Questions of each set at most, from its start; 0: all.")
    solvers: tuple[SolverName, ...] = Field(
        default=(), description="Solvers that programs are written for; empty: those of the export's test questions."
    )
    answer_tokens: int = Field(default=2048, ge=1, description="Tokens of an answer at most, as in Step-Opt.")
    engine: Engine = Field(default=Engine.local, description="What makes the models answer.")
    serve: VllmSpec = Field(default=VllmSpec(), description="For vllm: command, port and arguments; not the model.")
    lake: str = Field(default="", description="Lake that keeps the runs; empty: the export's.")
    limits: Limits = Limits()
    door: DoorName = Field(default=DoorName.auto, description="Where programs run.")
