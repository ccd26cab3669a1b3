"""`accelerate launch … -m tasks.trainer --job job.json`: trains, leaving metrics as they come and the result last.

What takes seconds to import comes when this process is bound to its parent.
"""
# pyright: basic
# Reason: torch has few types.

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from schemas.policy_training import PolicyJob
from schemas.training import TrainingJob
from tasks.trainer import checkpoints, folder, metrics
from tasks.trainer.errors import TrainerError
from tasks.trainer.parent import end_with_parent

JOBS = TypeAdapter(TrainingJob | PolicyJob)


def main() -> None:
    """Train what the job file says."""
    end_with_parent()
    parser = argparse.ArgumentParser(prog="trainer", description="Trains what a job file says.")
    parser.add_argument("--job", type=Path, required=True)
    job = JOBS.validate_json(parser.parse_args().job.read_text(encoding="utf-8"))
    try:
        refuse_other_world(job)
        train(job)
    except TrainerError as error:
        folder.write_whole(Path(job.spec.output) / folder.REFUSAL, str(error))
        sys.exit(f"trainer: {error}")


def refuse_other_world(job: TrainingJob | PolicyJob) -> None:
    """Raise where the launch has not started as many processes as its config says: some launches silently start one."""
    import torch
    from accelerate import PartialState

    there = PartialState(cpu=not torch.cuda.is_available()).num_processes
    if there != job.world_size:
        raise TrainerError(
            f"launch.config = {job.spec.launch.config!r} means {job.world_size} processes, and the launch has {there}: "
            "choose a config whose num_processes fits this machine's devices"
        )


def train(job: TrainingJob | PolicyJob) -> None:
    """Train from the last complete checkpoint to the end, keep the model, and say that it is finished."""
    from tasks.trainer.keeping import keep, merge

    output = Path(job.spec.output)
    training = prepare(job)
    begin = checkpoints.last_complete(output / folder.CHECKPOINTS)
    if training.is_world_process_zero():
        metrics.cut(output / folder.METRICS, checkpoints.step_of(begin))
    started = time.monotonic()
    training.go_on(begin)
    seconds = time.monotonic() - started
    held_out = training.look()
    model = keep(training, job.spec)
    training.accelerator.wait_for_everyone()
    if training.is_world_process_zero():
        found = training.result(seconds, checkpoints.step_of(begin), held_out)
        told = found.model_copy(update={"model": model, "merged": merge(job.spec)})
        folder.write_whole(output / folder.RESULT, told.model_dump_json(indent=2) + "\n")
    training.accelerator.wait_for_everyone()


def prepare(job: TrainingJob | PolicyJob) -> Any:
    """The trainer of a job.

    Raises:
        TrainerError: something that the job names can't be used.
    """
    if isinstance(job, PolicyJob):
        from tasks.trainer.reinforcing import prepare_reinforcement

        return prepare_reinforcement(job)
    from tasks.trainer.training import prepare_training

    return prepare_training(job)


if __name__ == "__main__":
    main()
