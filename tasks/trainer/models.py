"""The base model as the job wants it: its arithmetic, its quantization, its adapters."""
# pyright: basic
# Reason: transformers and PEFT have few types.

from importlib.util import find_spec
from typing import Any

import torch
from peft import LoraConfig
from transformers import AutoTokenizer

from schemas.trainer_spec import Method, Precision, TrainerSpec
from tasks.trainer.errors import TrainerError


def load_tokenizer(spec: TrainerSpec) -> Any:
    """The base model's tokenizer.

    Raises:
        TrainerError: there is no such model, or it has no chat template.
    """
    try:
        tokenizer = AutoTokenizer.from_pretrained(spec.model)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise TrainerError(
            f"model = {spec.model!r} can't be loaded: {reason}; name a folder, or a model at the Hub"
        ) from error
    if tokenizer.chat_template is None:
        raise TrainerError(f"model = {spec.model!r} has no chat template; choose one that was made for chat")
    return tokenizer


def model_arguments(spec: TrainerSpec) -> dict[str, Any]:
    """How the base is loaded.

    Weights that are trained themselves stay in float32 and are computed with in bfloat16; a frozen base is loaded in
    what it is computed with.
    """
    frozen = spec.method is not Method.full
    dtype = "bfloat16" if frozen and spec.precision is Precision.bfloat16 else "float32"
    arguments: dict[str, Any] = {"dtype": dtype, "attn_implementation": spec.attention}
    if spec.method is Method.qlora:
        arguments["quantization_config"] = four_bits(spec)
    return arguments


def four_bits(spec: TrainerSpec) -> Any:
    """QLoRA's quantization: NormalFloat in four bits, twice quantized (Dettmers et al. 2023, section 3).

    Raises:
        TrainerError: there is no GPU, or no bitsandbytes.
    """
    if find_spec("bitsandbytes") is None:
        raise TrainerError("method = 'qlora' needs bitsandbytes in the trainer's environment; or choose lora")
    from transformers import BitsAndBytesConfig

    if not torch.cuda.is_available():
        raise TrainerError("method = 'qlora' needs a GPU, and there is none; choose lora")
    compute = torch.bfloat16 if spec.precision is Precision.bfloat16 else torch.float32
    return BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=compute,
        bnb_4bit_quant_storage=compute,
    )


def adapters(spec: TrainerSpec) -> LoraConfig | None:
    """Shape of the adapters; None where all weights are trained."""
    if spec.method is Method.full:
        return None
    return LoraConfig(
        r=spec.lora.rank,
        lora_alpha=spec.lora.alpha,
        lora_dropout=spec.lora.dropout,
        target_modules=spec.lora.targets,
        task_type="CAUSAL_LM",
    )
