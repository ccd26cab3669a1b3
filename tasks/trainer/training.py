"""Fine-tuning by TRL's SFT trainer."""
# pyright: basic
# Reason: TRL and transformers have few types.

from typing import Any, ClassVar

from transformers import EarlyStoppingCallback
from trl.trainer.sft_trainer import SFTTrainer

from schemas.training import TrainingJob, TrainingResult
from tasks.trainer.arguments import sft_arguments
from tasks.trainer.errors import TrainerError
from tasks.trainer.models import adapters, load_tokenizer
from tasks.trainer.rows import count_tokens, read_rows, within
from tasks.trainer.telling import Telling


class Training(Telling, SFTTrainer):
    """An SFT trainer that leaves a line of metrics whenever it logs."""

    words: ClassVar = {
        "loss": "loss",
        "learning_rate": "learning_rate",
        "grad_norm": "gradient",
        "eval_loss": "held_out_loss",
    }

    def __init__(self, job: TrainingJob, **arguments: Any) -> None:
        """Take the job beside TRL's arguments."""
        super().__init__(job.spec.output, **arguments)
        self.job = job
        self.rows_read = 0

    def look(self) -> float | None:
        """Loss on the held-out rows; every rank must come here."""
        return self.evaluate()["eval_loss"] if self.job.validation else None

    def result(self, seconds: float, resumed_at: int, held_out: float | None) -> TrainingResult:
        """What the training gave, but for the model's folders."""
        rows: Any = self.train_dataset
        tokens, loss_tokens = count_tokens(rows)
        return TrainingResult(
            **self.told(seconds, resumed_at),
            stopped_early=self.state.global_step < self.state.max_steps,
            held_out_loss=held_out,
            examples=len(rows),
            examples_left_out=self.rows_read - len(rows),
            examples_cut=sum(len(row) == self.job.spec.example_tokens for row in rows["input_ids"]),
            tokens=tokens,
            loss_tokens=loss_tokens,
            tokens_seen=int(self.state.num_input_tokens_seen),
            model="",
        )


def prepare_training(job: TrainingJob) -> Training:
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
