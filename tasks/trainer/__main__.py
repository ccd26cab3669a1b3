"""`accelerate launch … -m tasks.trainer --job job.json`: trains, leaving metrics as they come and the result last."""
# pyright: basic
# Reason: torch has few types.

import argparse
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch
from accelerate import PartialState

from schemas.training import TrainingJob, TrainingResult
from tasks.trainer import checkpoints, folder, metrics
from tasks.trainer.errors import TrainerError
from tasks.trainer.parent import end_with_parent
from tasks.trainer.rows import count_tokens
from tasks.trainer.sharding import sharding
from tasks.trainer.training import Training, keep, merge, prepare

PACKAGES = ("torch", "transformers", "peft", "accelerate", "trl", "datasets")


def main() -> None:
    """Train what the job file says."""
    end_with_parent()
    parser = argparse.ArgumentParser(prog="trainer", description="Trains what a job file says.")
    parser.add_argument("--job", type=Path, required=True)
    job = TrainingJob.model_validate_json(parser.parse_args().job.read_text(encoding="utf-8"))
    try:
        refuse_other_world(job)
        train(job)
    except TrainerError as error:
        folder.write_whole(Path(job.spec.output) / folder.REFUSAL, str(error))
        sys.exit(f"trainer: {error}")


def refuse_other_world(job: TrainingJob) -> None:
    """Raise where the launch has not started as many processes as its config says: some launches silently start one."""
    there = PartialState(cpu=not torch.cuda.is_available()).num_processes
    if there != job.world_size:
        raise TrainerError(
            f"launch.config = {job.spec.launch.config!r} means {job.world_size} processes, and the launch has {there}: "
            "choose a config whose num_processes fits this machine's devices"
        )


def train(job: TrainingJob) -> None:
    """Train from the last complete checkpoint to the end, keep the model, and say that it is finished."""
    output = Path(job.spec.output)
    training = prepare(job)
    begin = checkpoints.last_complete(output / folder.CHECKPOINTS)
    if training.is_world_process_zero():
        metrics.cut(output / folder.METRICS, checkpoints.step_of(begin))
    started = time.monotonic()
    training.train(resume_from_checkpoint=str(begin) if begin else None)
    seconds = time.monotonic() - started
    held_out = training.evaluate()["eval_loss"] if job.validation else None
    model = keep(training, job)
    training.accelerator.wait_for_everyone()
    if training.is_world_process_zero():
        found = result(training, job, (seconds, checkpoints.step_of(begin)))
        told = found.model_copy(update={"held_out_loss": held_out, "model": model, "merged": merge(job)})
        folder.write_whole(output / folder.RESULT, told.model_dump_json(indent=2) + "\n")
    training.accelerator.wait_for_everyone()


def result(training: Training, job: TrainingJob, run: tuple[float, int]) -> TrainingResult:
    """What the training gave, but for the model's folders.

    Args:
        training: that has ended.
        job: that it did.
        run: seconds that it took, and the step at which it was resumed.
    """
    rows: Any = training.train_dataset
    model: Any = training.model
    tokens, loss_tokens = count_tokens(rows)
    lines = [line for line in metrics.read(Path(job.spec.output) / folder.METRICS) if "loss" in line]
    weights = [(p.numel(), p.requires_grad) for p in model.parameters()]
    return TrainingResult(
        steps=training.state.global_step,
        stopped_early=training.state.global_step < training.state.max_steps,
        world_size=training.accelerator.num_processes,
        sharding=sharding(model, training.accelerator.num_processes),
        loss=lines[-1]["loss"],
        rank_losses=tuple(lines[-1]["rank_losses"]),
        examples=len(rows),
        examples_left_out=training.rows_read - len(rows),
        examples_cut=sum(len(row) == job.spec.example_tokens for row in rows["input_ids"]),
        tokens=tokens,
        loss_tokens=loss_tokens,
        tokens_seen=int(training.state.num_input_tokens_seen),
        seconds=run[0],
        peak_memory_mib=peak_memory_mib(),
        trained_parameters=sum(size for size, trained in weights if trained),
        parameters=sum(size for size, _ in weights),
        model="",
        resumed_at=run[1],
        versions={name: version(name) for name in PACKAGES},
    )


def peak_memory_mib() -> float:
    """Of the first GPU; of this process where there is none."""
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


if __name__ == "__main__":
    main()
