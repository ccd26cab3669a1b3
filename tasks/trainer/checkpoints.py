"""Checkpoints: which one a training goes on from.

`transformers` writes `trainer_state.json` last, and would resume from a folder that a kill left without it.
"""

import json
import re
from pathlib import Path

NAME = re.compile(r"checkpoint-(\d+)")
STATE = "trainer_state.json"
INCOMPLETE = "checkpoint-is-incomplete.txt"
"""Stands in a checkpoint that is being written ahead of a shutdown."""


def last_complete(folder: Path) -> Path | None:
    """The latest checkpoint that was written to its end; None where there is none."""
    found = {int(match[1]): path for path in folder.glob("checkpoint-*") if (match := NAME.fullmatch(path.name))}
    complete = [step for step, path in found.items() if (path / STATE).exists() and not (path / INCOMPLETE).exists()]
    return found[max(complete)] if complete else None


def step_of(checkpoint: Path | None) -> int:
    """The optimizer step of a checkpoint; 0 without any."""
    return int(checkpoint.name.rpartition("-")[2]) if checkpoint else 0


def is_last(checkpoint: Path | None) -> bool:
    """Whether the training was to stop when a checkpoint was written: at its last step, or early.

    `transformers` writes this down and forgets it when it goes on: it would enter the epoch and take one step more.
    """
    if checkpoint is None:
        return False
    state = json.loads((checkpoint / STATE).read_text(encoding="utf-8"))
    return bool(state["stateful_callbacks"]["TrainerControl"]["args"]["should_training_stop"])
