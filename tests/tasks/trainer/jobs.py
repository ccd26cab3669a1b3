"""Short trainings of the tiny model on an exported set, without a GPU."""

import json
from pathlib import Path
from typing import Any

from schemas.finetune_spec import FinetuneSpec

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


def losses(output: Path) -> list[float]:
    """The loss of each step."""
    lines = [json.loads(line) for line in (output / "metrics.jsonl").read_text().splitlines()]
    return [line["loss"] for line in lines if "loss" in line]
