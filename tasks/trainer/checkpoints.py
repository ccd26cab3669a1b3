"""Checkpoints: which one a training goes on from.

`transformers` writes `trainer_state.json` last, and would resume from a folder that a kill left without it.
"""

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
