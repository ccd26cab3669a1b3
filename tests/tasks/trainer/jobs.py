"""Short trainings of the tiny model on an exported set, without a GPU."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from schemas.finetune_spec import FinetuneSpec
from schemas.policy_training import PolicyJob
from schemas.training import TrainingJob
from tasks.trainer import metrics
from tasks.trainer.__main__ import train

TINY: dict[str, Any] = {
    "most_steps": 6,
    "batch_per_device": 2,
    "accumulate": 1,
    "learning_rate": 1e-2,
    "example_tokens": 2048,
    "most_tokens": 8_000,
    "precision": "float32",
    "gradient_checkpointing": False,
    "lora": {"dropout": 0.05},
    "save_every": 2,
    "evaluate_every": 0,
    "launch": {"config": "single_cpu"},
}


def tiny_spec(data: str | Path, model: Path, output: Path, **fields: Any) -> FinetuneSpec:
    """The spec of a training of a few seconds."""
    return FinetuneSpec.model_validate(
        {**TINY, "data": str(data), "model": str(model), "output": str(output), **fields}
    )


class Left(NamedTuple):
    """What a training left, but for times and memory."""

    resumed_at: int
    result: dict[str, Any]
    lines: list[dict[str, Any]]
    files: dict[str, bytes]
    chance: float
    """What chance would have given next."""


def left_by(job: TrainingJob | PolicyJob) -> Left:
    """Train in this process, and take the result away, as if a kill had come before it was there."""
    import torch

    train(job)
    output = Path(job.spec.output)
    result, lines = output / "result.json", metrics.read(output / "metrics.jsonl")
    told = json.loads(result.read_text())
    result.unlink()
    own = ("resumed_at", "seconds", "total_seconds", "peak_memory_mib")
    return Left(
        told["resumed_at"],
        {name: value for name, value in told.items() if name not in own},
        [{name: value for name, value in line.items() if name != "seconds"} for line in lines],
        {file.name: file.read_bytes() for file in (output / "model").glob("*.safetensors")},
        float(torch.rand(1)),
    )


def losses(output: Path) -> list[float]:
    """The loss of each step."""
    lines = [json.loads(line) for line in (output / "metrics.jsonl").read_text().splitlines()]
    return [line["loss"] for line in lines if "loss" in line]
