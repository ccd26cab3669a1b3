"""Has a model answer questions, in a process of the trainer's environment."""

import sys
import time
from pathlib import Path

from schemas.evaluation_spec import EvaluationSpec
from tasks.launching.processes import run_processes

STALL_SECONDS = 1_800.0
"""Without a new answer for so long, the process is ended; answers that are there are kept."""


def answer_questions(model: str, questions: Path, folder: Path, spec: EvaluationSpec) -> Path:
    """Have a model answer a file of questions; answers that are there already are kept.

    Args:
        model: folder of an adapter or a model, or a name at the Hub.
        questions: file of rows in verl's form.
        folder: of answers and log.
        spec: how they are answered.

    Returns:
        File of answers, a line each: `id`, `completion`.

    Raises:
        TrainingFailed: the process ended otherwise than well.
    """
    folder.mkdir(parents=True, exist_ok=True)
    answers = folder / "answers.jsonl"
    command = [spec.python or sys.executable, "-m", "tasks.trainer.answering", "--model", model]
    command += ["--questions", str(questions), "--answers", str(answers)]
    command += ["--most-tokens", str(spec.answer_tokens), "--batch", str(spec.batch)]
    run_processes(command, folder / "answering.log", lambda: last_change(answers), STALL_SECONDS)
    return answers


def last_change(path: Path) -> float:
    """When a file last grew, by `time.monotonic`; long ago where there is none."""
    if not path.exists():
        return 0.0
    return time.monotonic() - (time.time() - path.stat().st_mtime)
