"""TRL's trainer with metrics that come as lines, each rank's own loss among them."""
# pyright: basic
# Reason: TRL and transformers have few types.

import time
from pathlib import Path
from typing import Any

import torch
from transformers import EarlyStoppingCallback
from trl.trainer.sft_trainer import SFTTrainer

from schemas.finetune_spec import Method
from schemas.training import TrainingJob
from tasks.trainer import folder, metrics
from tasks.trainer.arguments import sft_arguments
from tasks.trainer.errors import TrainerError
from tasks.trainer.models import adapters, load_tokenizer
from tasks.trainer.rows import read_rows, within
from tasks.trainer.sharding import refuse_whole_weights, shard_without_gpu

WORDS = {"loss": "loss", "learning_rate": "learning_rate", "grad_norm": "gradient", "eval_loss": "held_out_loss"}
"""Our names of what transformers logs, by its own."""


class Training(SFTTrainer):
    """An SFT trainer that leaves a line of metrics whenever it logs."""

    def __init__(self, job: TrainingJob, **arguments: Any) -> None:
        """Take the job beside TRL's arguments."""
        super().__init__(**arguments)
        self.job = job
        self.began = time.monotonic()
        self.rows_read = 0
        self.own_losses: list[torch.Tensor] = []

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
        told: dict[str, Any] = {ours: logs[theirs] for theirs, ours in WORDS.items() if theirs in logs}
        if "loss" in told:
            told["rank_losses"] = self.rank_losses()
        if told and self.is_world_process_zero():
            self.leave(told)

    def rank_losses(self) -> list[float]:
        """Mean loss of each rank since the last line."""
        # With gradients accumulated, a batch's loss is its share of the step's.
        mean = torch.stack(self.own_losses).mean() * self.job.spec.accumulate
        self.own_losses.clear()
        gathered: Any = self.accelerator.gather(mean.reshape(1))
        return gathered.tolist()

    def leave(self, told: dict[str, Any]) -> None:
        """Write a line."""
        place = {"step": self.state.global_step, "of": self.state.max_steps, "epoch": self.state.epoch}
        seen = {"tokens": int(self.state.num_input_tokens_seen), "seconds": time.monotonic() - self.began}
        metrics.append(Path(self.job.spec.output) / folder.METRICS, place | told | seen)


def prepare(job: TrainingJob) -> Training:
    """Load model and rows.

    Raises:
        TrainerError: something that the job names can't be used.
    """
    tokenizer = load_tokenizer(job.spec)
    rows = read_rows(job.train, job, tokenizer)
    training = Training(
        job,
        model=job.spec.model,
        args=sft_arguments(job),
        train_dataset=rows,
        eval_dataset=read_rows(job.validation, job, tokenizer) if job.validation else None,
        processing_class=tokenizer,
        peft_config=adapters(job.spec),
        callbacks=[EarlyStoppingCallback(job.spec.patience)] if job.spec.patience and job.validation else None,
    )
    sets: dict[str, Any] = {"train": training.train_dataset, "validation": training.eval_dataset}
    for name, prepared in sets.items():
        if prepared is not None and not len(prepared):
            raise TrainerError(
                f"example_tokens = {job.spec.example_tokens} leaves nothing of {getattr(job, name)}: the prompts alone "
                "are longer; raise it"
            )
    training.rows_read = len(rows)
    training.train_dataset = within(sets["train"], job.spec.most_tokens)
    return training


def keep(training: Training, job: TrainingJob) -> str:
    """Save the adapter or the model, with its tokenizer; every rank must come here."""
    path = Path(job.spec.output) / folder.MODEL
    training.save_model(str(path))
    return str(path)


def merge(job: TrainingJob) -> str:
    """Merge adapters into their base, in the base's arithmetic, as a model of its own; empty where nobody asked."""
    if not job.spec.merge or job.spec.method is Method.full:
        return ""
    from peft import AutoPeftModelForCausalLM

    path = Path(job.spec.output) / folder.MERGED
    adapted = Path(job.spec.output) / folder.MODEL
    model = AutoPeftModelForCausalLM.from_pretrained(adapted, dtype=job.spec.precision.value)
    model.merge_and_unload().save_pretrained(path)
    load_tokenizer(job.spec).save_pretrained(path)
    return str(path)
