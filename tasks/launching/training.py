"""One training from job file to result: launch, watch, read what it left."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.training import TrainingResult
from tasks.launching.command import find_launch, launch_command, require_library, trainer_python
from tasks.launching.errors import TrainingFailed, TrainingRefused
from tasks.launching.job import AnyJob, read_job
from tasks.launching.meeting import call
from tasks.launching.processes import run_processes
from tasks.trainer import folder, metrics

Line = dict[str, Any]
Tell = Callable[[Line], None]
"""Told each line of metrics as it comes."""


def nobody(line: Line) -> None:
    """Tell nobody."""


class Watch:
    """Follows the metrics of a training."""

    def __init__(self, output: Path, tell: Tell) -> None:
        """Begin with the lines that are there, which an earlier launch left."""
        self.path = output / folder.METRICS
        self.tell = tell
        self.step = max((line["step"] for line in metrics.read(self.path)), default=-1)
        self.size = 0
        self.alive = time.monotonic()

    def __call__(self) -> float:
        """Tell the new lines; returns when the last one came."""
        size = self.path.stat().st_size if self.path.exists() else 0
        if size != self.size:
            self.size, self.alive = size, time.monotonic()
            for line in metrics.read(self.path):
                if line["step"] > self.step and "loss" in line:
                    self.step = line["step"]
                    self.tell(line)
        return self.alive


def run_training(job_file: Path, tell: Tell = nobody) -> TrainingResult:
    """Fine-tune until there is a result; one that is there already is returned as it stands.

    Raises:
        TrainingRefused: the job can't be done.
        TrainingFailed: the trainer ended without a result; another call goes on from its last checkpoint.
    """
    return TrainingResult.model_validate_json(run_to_the_end(job_file, tell).read_text(encoding="utf-8"))


def run_to_the_end(job_file: Path, tell: Tell = nobody) -> Path:
    """Train until there is a result, whatever the job is; returns its file.

    Raises:
        TrainingRefused, TrainingFailed: as `run_training`.
    """
    job = read_job(job_file)
    output = Path(job.spec.output)
    path = output / folder.RESULT
    if not path.exists():
        launch(job, job_file, Watch(output, tell))
    if not path.exists():
        raise TrainingFailed(f"the trainer ended well but left no {path}: it was stopped before its last step")
    return path


def launch(job: AnyJob, job_file: Path, watch: Watch) -> None:
    """Run the trainer once.

    Raises:
        TrainingRefused: it says that the job can't be done.
        TrainingFailed: it ended otherwise than well, or hung.
    """
    refusal = Path(job.spec.output) / folder.REFUSAL
    refusal.unlink(missing_ok=True)
    found = find_launch(job.spec.launch.config)
    require_library(found, trainer_python(job.spec.launch.python))
    if found.machines > 1:
        call(job_file)
    command = launch_command(job.spec, found, job_file)
    try:
        run_processes(command, refusal.with_name(folder.LOG), watch, job.spec.launch.stall_minutes * 60)
    except TrainingFailed as error:
        if refusal.exists():
            raise TrainingRefused(refusal.read_text(encoding="utf-8")) from error
        raise
