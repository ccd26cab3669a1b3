"""`python -m tasks.trainer.answering --model FOLDER --questions FILE --answers FILE`: greedy answers, a line each.

A question is a row of verl's form: `prompt` (messages) and `extra_info.index` (its name). Answers that are there
already are not asked for again.
"""
# pyright: basic
# Reason: transformers and PEFT have few types.

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from datasets import load_dataset
from peft import AutoPeftModelForCausalLM
from transformers import AutoModelForCausalLM, AutoTokenizer

from tasks.trainer import metrics
from tasks.trainer.parent import end_with_parent

Row = dict[str, Any]


def main() -> None:
    """Answer what a file asks."""
    end_with_parent()
    parser = argparse.ArgumentParser(prog="answering", description="Answers questions greedily.")
    for name in ("model", "questions", "answers"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--most-tokens", type=int, default=2048)
    parser.add_argument("--batch", type=int, default=16)
    answer_file(parser.parse_args())


def answer_file(chosen: argparse.Namespace) -> None:
    """Answer all questions that have no answer yet, the shortest first, so that a batch has little padding."""
    kind = "parquet" if chosen.questions.suffix == ".parquet" else "json"
    rows = [dict(row) for row in load_dataset(kind, data_files=str(chosen.questions), split="train")]
    done = {line["id"] for line in metrics.read(chosen.answers)}
    left = [row for row in rows if row["extra_info"]["index"] not in done]
    model, tokenizer = load(str(chosen.model))
    for batch in batches(sorted(left, key=lambda row: len(str(row["prompt"]))), chosen.batch):
        for row, text in zip(batch, answer(model, tokenizer, batch, chosen.most_tokens), strict=True):
            metrics.append(chosen.answers, {"id": row["extra_info"]["index"], "completion": text})


def load(name: str) -> tuple[Any, Any]:
    """A model with its adapter, where it is one, on the GPU where there is one."""
    kind = AutoPeftModelForCausalLM if Path(name, "adapter_config.json").exists() else AutoModelForCausalLM
    on_gpu = torch.cuda.is_available()
    model: Any = kind.from_pretrained(name, dtype=torch.bfloat16 if on_gpu else torch.float32)
    return model.to("cuda" if on_gpu else "cpu").eval(), AutoTokenizer.from_pretrained(name, padding_side="left")


def batches(rows: list[Row], size: int) -> Iterator[list[Row]]:
    """Rows, so many at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def answer(model: Any, tokenizer: Any, rows: list[Row], most_tokens: int) -> list[str]:
    """Greedy completions of a batch."""
    asked = tokenizer.apply_chat_template(
        [row["prompt"] for row in rows],
        add_generation_prompt=True,
        padding=True,
        return_tensors="pt",
        return_dict=True,
        tokenize=True,
    ).to(model.device)
    with torch.inference_mode():
        given = model.generate(**asked, max_new_tokens=most_tokens, do_sample=False)
    return tokenizer.batch_decode(given[:, asked["input_ids"].shape[1] :], skip_special_tokens=True)


if __name__ == "__main__":
    main()
