"""Names in a training's output folder, for the trainer and for whoever watches it."""

from pathlib import Path
from typing import Final

JOB: Final = "job.json"
METRICS: Final = "metrics.jsonl"
RESULT: Final = "result.json"
REFUSAL: Final = "refusal.txt"
"""Why the trainer can't do the job, in a sentence."""
LOG: Final = "trainer.log"
CHECKPOINTS: Final = "checkpoints"
MODEL: Final = "model"
MERGED: Final = "merged"
MANIFEST: Final = "manifest.json"
QUESTIONS: Final = "questions.jsonl"
"""What a policy is asked while it is trained."""
HELD_OUT: Final = "held_out.jsonl"
"""What it is asked when it is looked at."""
REWARDS: Final = "rewards.json"
"""Where rewards are to be had, while the training runs."""

EARNINGS: Final = "rollouts.jsonl"
"""What a policy answered and earned, as it comes; in the end it becomes `ROLLOUTS`."""
ROLLOUTS: Final = "rollouts.parquet"


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    unfinished = path.with_name(f"{path.name}.writing")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
