"""What our trainers share: metrics as lines, each rank's own loss among them, and weights that are sharded."""
# pyright: basic
# Reason: TRL and transformers have few types.

import resource
import time
from collections.abc import Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar, cast

import torch
from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from tasks.trainer import checkpoints, folder, metrics
from tasks.trainer.sharding import refuse_whole_weights, shard_without_gpu, sharding

PACKAGES = ("torch", "transformers", "peft", "accelerate", "trl", "datasets")


class LastStep(TrainerCallback):
    """Has the last step leave a line, whatever the steps between two lines are."""

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **others: Any
    ) -> TrainerControl:
        """Ask for a line where it was the last one."""
        _ = args, others
        control.should_log = control.should_log or state.global_step >= state.max_steps
        return control


class Telling(Trainer):
    """Stands before one of TRL's trainers among the bases."""

    words: ClassVar[dict[str, str]]
    """Our names of what transformers logs, by its own."""

    def __init__(self, output: str, **arguments: Any) -> None:
        """Take the training's folder beside TRL's arguments."""
        super().__init__(**arguments)
        self.output = Path(output)
        self.began = time.monotonic()
        self.own_losses: list[torch.Tensor] = []
        self.is_over = False
        """Whether the checkpoint that it goes on from was written at the end."""
        self.add_callback(LastStep())

    def go_on(self, checkpoint: Path | None) -> None:
        """Train from a checkpoint, or from the start, to the end; what chance does next is as it would have been."""
        self.is_over = checkpoints.is_last(checkpoint)
        self.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
        if self.is_over:  # else it was loaded with the epoch
            self._load_rng_state(str(checkpoint))

    def set_initial_training_values(self, *arguments: Any) -> Any:
        """Numbers of epochs and steps; no epoch where no step is left."""
        epochs, *others = super().set_initial_training_values(*arguments)
        return (0 if self.is_over else epochs, *others)

    def create_accelerator_and_postprocess(self) -> None:
        """Set up the processes."""
        super().create_accelerator_and_postprocess()
        shard_without_gpu(self)

    def training_step(self, *arguments: Any, **options: Any) -> torch.Tensor:
        """One batch; its loss on this rank is remembered."""
        refuse_whole_weights(self.model, self.accelerator.num_processes)
        loss = super().training_step(*arguments, **options)
        self.own_losses.append(loss.detach())
        return loss

    def log(self, logs: dict[str, float], *arguments: Any, **options: Any) -> None:
        """Log as usual, and leave a line where there is a loss; every rank comes here at the same steps."""
        super().log(logs, *arguments, **options)
        told = self.line_of(logs)
        if "loss" in told:
            told["rank_losses"] = self.rank_losses()
        if told and self.is_world_process_zero():
            self.leave(told)

    def line_of(self, logs: dict[str, float]) -> dict[str, Any]:
        """What a line tells of what is logged."""
        return {ours: logs[theirs] for theirs, ours in self.words.items() if theirs in logs}

    def rank_losses(self) -> list[float]:
        """Mean loss of each rank since the last line."""
        # With gradients accumulated, a batch's loss is its share of the step's.
        mean = torch.stack(self.own_losses).mean() * self.args.gradient_accumulation_steps
        self.own_losses.clear()
        gathered: Any = self.accelerator.gather(mean.reshape(1))
        return gathered.tolist()

    def leave(self, told: dict[str, Any]) -> None:
        """Write a line."""
        place: dict[str, Any] = {"step": self.state.global_step, "of": self.state.max_steps, "epoch": self.state.epoch}
        if not self.is_in_train:
            place[metrics.FINAL] = True
        seen = {"tokens": int(self.state.num_input_tokens_seen), "seconds": time.monotonic() - self.began}
        metrics.append(self.output / folder.METRICS, place | told | seen)

    def lines(self) -> list[dict[str, Any]]:
        """The lines of the training's steps so far, those before a resume among them."""
        return [line for line in metrics.read(self.output / folder.METRICS) if "loss" in line]

    def told(self, seconds: float, resumed_at: int) -> dict[str, Any]:
        """What a result of either kind says, but for the model's folders."""
        last, model = self.lines()[-1], cast("Any", self.model)
        weights = [(weight.numel(), weight.requires_grad) for weight in model.parameters()]
        return {
            "steps": self.state.global_step,
            "world_size": self.accelerator.num_processes,
            "sharding": sharding(model, self.accelerator.num_processes),
            "loss": last["loss"],
            "rank_losses": tuple(last["rank_losses"]),
            "seconds": seconds,
            "total_seconds": total_seconds(self.lines()),
            "peak_memory_mib": peak_memory_mib(),
            "trained_parameters": sum(size for size, trained in weights if trained),
            "parameters": sum(size for size, _ in weights),
            "resumed_at": resumed_at,
            "versions": {name: version(name) for name in PACKAGES},
        }


def total_seconds(lines: Sequence[dict[str, Any]]) -> float:
    """Seconds of all runs that left lines, each of which counts from its own start."""
    times = [line["seconds"] for line in lines]
    return sum(now for now, after in pairwise([*times, 0.0]) if after < now)


def peak_memory_mib() -> float:
    """Of the first GPU; of this process where there is none."""
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
