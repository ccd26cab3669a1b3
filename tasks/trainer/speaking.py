"""Has the policy go on from some tokens: by transformers, or by vLLM where the spec says so.

TRL's own generation can't be told where to stop, so that it is called one layer lower.
"""
# pyright: basic
# Reason: TRL and transformers have few types.

import copy
from collections.abc import Sequence
from typing import Any

import torch
from trl.extras.profiling import profiling_context
from trl.models.utils import unwrap_model_for_generation

TAIL = 8
"""Tokens of a context in which a stop may begin."""
Spoken = tuple[list[int], list[float | None]]
"""New tokens, and their log-probabilities where the engine gives them."""


def speak(trainer: Any, contexts: Sequence[list[int]], most: int, stops: Sequence[str]) -> list[Spoken]:
    """Sample a continuation of each context.

    Args:
        trainer: TRL's.
        contexts: tokens so far.
        most: tokens of a continuation.
        stops: texts behind which one ends.
    """
    if trainer.use_vllm:
        return speak_by_vllm(trainer, contexts)
    return [(tokens, [None] * len(tokens)) for tokens in speak_by_transformers(trainer, contexts, most, stops)]


def speak_by_vllm(trainer: Any, contexts: Sequence[list[int]]) -> list[Spoken]:
    """The same by vLLM, whose lengths and stops were set when it began."""
    if not contexts:
        return []
    _, tokens, logprobs, _ = trainer.vllm_generation.generate(
        prompts=list(contexts), images=None, num_generations=1, profiler=profiling_context(trainer, "vLLM.generate")
    )
    return [(ids, [told[0] for told in each]) for ids, each in zip(tokens, logprobs, strict=True)]


def speak_by_transformers(
    trainer: Any, contexts: Sequence[list[int]], most: int, stops: Sequence[str]
) -> list[list[int]]:
    """The same by transformers.

    A rank without anything to say samples one token all the same: with sharded weights, all ranks must take part.
    """
    tokenizer = trainer.processing_class
    whole = list(contexts) or [[tokenizer.eos_token_id]]
    padded = tokenizer.pad({"input_ids": whole}, padding_side="left", return_tensors="pt")
    config = copy.deepcopy(trainer.generation_config)
    config.max_new_tokens = most if contexts else 1
    config.stop_strings = list(stops) or None
    with (
        unwrap_model_for_generation(
            trainer.model_wrapped,
            trainer.accelerator,
            gather_deepspeed3_params=trainer.args.ds3_gather_for_generation,
            generation_kwargs=trainer.generation_kwargs,
            gradient_checkpointing_kwargs=trainer.args.gradient_checkpointing_kwargs,
        ) as model,
        torch.no_grad(),
        trainer._dist.summon_full_params(trainer.model_wrapped, recurse=False),
    ):
        found = model.generate(**padded.to(trainer.accelerator.device), generation_config=config, tokenizer=tokenizer)
    new = found[:, padded["input_ids"].size(1) :].tolist()
    return [spoken(tokens, context, stops, trainer) for context, tokens in zip(contexts, new, strict=False)]


def spoken(tokens: list[int], context: list[int], stops: Sequence[str], trainer: Any) -> list[int]:
    """Tokens up to the first one that ends an answer, that one included, without padding behind a stop.

    Many models take the token that pads for one that ends an answer, too: behind a stop it pads.
    """
    ends = trainer.eos_token_ids
    first = next((at for at, token in enumerate(tokens) if token in ends), None)
    if first is not None:
        pads = tokens[first] == trainer.processing_class.pad_token_id
        is_stopped = pads and ends_in_stop(context[-TAIL:] + tokens[:first], stops, trainer.processing_class)
        return tokens[:first] if is_stopped else tokens[: first + 1]
    padding = trainer.processing_class.pad_token_id
    while len(tokens) > 1 and tokens[-1] == padding:
        tokens = tokens[:-1]
    return tokens


def ends_in_stop(tokens: list[int], stops: Sequence[str], tokenizer: Any) -> bool:
    """Whether the last of some tokens completes one of the stops."""
    before, text = tokenizer.decode(tokens[:-1]), tokenizer.decode(tokens)
    return any(stop in text[max(0, len(before) + 1 - len(stop)) :] for stop in stops)
