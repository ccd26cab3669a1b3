"""The trained model as folders: what was trained, and merged into its base where that is asked."""
# pyright: basic
# Reason: TRL and PEFT have few types.

from pathlib import Path
from typing import Any

from schemas.trainer_spec import Method, TrainerSpec
from tasks.trainer import folder
from tasks.trainer.models import load_tokenizer


def keep(training: Any, spec: TrainerSpec) -> str:
    """Save the adapter or the model, with its tokenizer; every rank must come here."""
    path = Path(spec.output) / folder.MODEL
    training.save_model(str(path))
    return str(path)


def merge(spec: TrainerSpec) -> str:
    """Merge adapters into their base, in the base's arithmetic, as a model of its own; empty where nobody asked."""
    if not spec.merge or spec.method is Method.full:
        return ""
    from peft import AutoPeftModelForCausalLM

    path = Path(spec.output) / folder.MERGED
    adapted = Path(spec.output) / folder.MODEL
    model = AutoPeftModelForCausalLM.from_pretrained(adapted, dtype=spec.precision.value)
    model.merge_and_unload().save_pretrained(path)
    load_tokenizer(spec).save_pretrained(path)
    return str(path)
