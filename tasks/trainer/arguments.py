"""The spec in TRL's words."""
# pyright: basic
# Reason: TRL has few types.

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from trl.trainer.sft_config import SFTConfig

from schemas.finetune_spec import Loss
from schemas.trainer_spec import Precision, TrainerSpec
from schemas.training import TrainingJob
from tasks.trainer import folder
from tasks.trainer.errors import TrainerError
from tasks.trainer.models import model_arguments


def sft_arguments(job: TrainingJob) -> SFTConfig:
    """TRL's arguments of a job; every default that matters is said, for TRL's change between releases."""
    spec, looks = job.spec, bool(job.validation) and job.spec.evaluate_every > 0
    return SFTConfig(
        **shared_arguments(spec, looks),
        gradient_accumulation_steps=spec.accumulate,
        max_length=spec.example_tokens,
        packing=spec.packing,
        eval_packing=False,
        completion_only_loss=spec.loss is Loss.completion or None,
        assistant_only_loss=spec.loss is Loss.assistant,
        load_best_model_at_end=looks and spec.patience > 0,
        metric_for_best_model="eval_loss" if looks else None,
        greater_is_better=False if looks else None,
    )


def shared_arguments(spec: TrainerSpec, looks: bool) -> dict[str, Any]:
    """What all of TRL's trainers are told alike.

    Args:
        spec: of any training.
        looks: whether there are held-out rows to look at.
    """
    on_gpu = torch.cuda.is_available()
    return {
        "output_dir": str(Path(spec.output) / folder.CHECKPOINTS),
        "num_train_epochs": spec.epochs,
        "max_steps": spec.most_steps or -1,
        "per_device_train_batch_size": spec.batch_per_device,
        "per_device_eval_batch_size": spec.batch_per_device,
        "learning_rate": spec.learning_rate,
        "lr_scheduler_type": spec.schedule,
        "warmup_steps": spec.warmup,
        "weight_decay": spec.weight_decay,
        "max_grad_norm": spec.most_gradient,
        "bf16": spec.precision is Precision.bfloat16,
        "use_cpu": not on_gpu,
        "gradient_checkpointing": spec.gradient_checkpointing,
        "model_init_kwargs": model_arguments(spec),
        "seed": spec.seed,
        "data_seed": spec.seed,
        "logging_steps": spec.log_every,
        "logging_first_step": True,
        "save_strategy": "steps",
        "save_steps": spec.save_every,
        "save_total_limit": spec.keep_checkpoints,
        "restore_callback_states_from_checkpoint": True,
        "eval_strategy": "steps" if looks else "no",
        "eval_steps": spec.evaluate_every if looks else None,
        "report_to": reporters(spec),
        "run_name": Path(spec.output).name,
        "include_num_input_tokens_seen": "non_padding",
        "disable_tqdm": True,
        "dataloader_pin_memory": on_gpu,
    }


def reporters(spec: TrainerSpec) -> list[str]:
    """Trackers as transformers names them.

    Raises:
        TrainerError: one is not installed.
    """
    for tracker in spec.trackers:
        if find_spec(tracker.value) is None:
            raise TrainerError(
                f"trackers: {tracker.value!r} is not installed beside the trainer; pip install {tracker.value}"
            )
    return [tracker.value for tracker in spec.trackers] or ["none"]
