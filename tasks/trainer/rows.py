"""Rows to train on: read, masked where a row says which of its segments carry loss, cut to a number of tokens."""
# pyright: basic
# Reason: datasets and transformers have few types.

from typing import Any

from datasets import load_dataset

from schemas.finetune_spec import Loss
from schemas.training import TrainingJob
from tasks.trainer.errors import TrainerError
from tasks.trajectory.masks import mask_answer

COLUMNS = {
    Loss.completion: ("prompt", "completion"),
    Loss.assistant: ("messages",),
    Loss.segments: ("prompt", "segments"),
}
Rows = Any
"""A `datasets.Dataset`, whose types say less than it does."""
Tokenizer = Any
"""A tokenizer of transformers, likewise."""
NO_LOSS = -100
"""Label of a token that carries none."""


def read_rows(path: str, job: TrainingJob, tokenizer: Tokenizer) -> Rows:
    """Rows of a file in the columns that the loss needs; segments become tokens and labels.

    Raises:
        TrainerError: the file lacks a column.
    """
    kind = "parquet" if path.endswith(".parquet") else "json"
    rows: Rows = load_dataset(kind, data_files=path, split="train")
    wanted = COLUMNS[job.spec.loss]
    lacking = [name for name in wanted if name not in rows.column_names]
    if lacking:
        found = ", ".join(rows.column_names)
        raise TrainerError(f"{path} has no column {lacking[0]!r} (it has {found}), which loss = {job.spec.loss} needs")
    chosen = rows.select_columns(list(wanted))
    if job.spec.loss is not Loss.segments:
        return chosen
    return chosen.map(lambda row: encode(row, tokenizer, job.spec.example_tokens), remove_columns=list(wanted))


def encode(row: dict[str, Any], tokenizer: Tokenizer, most: int) -> dict[str, list[int]]:
    """A row's prompt and segments as tokens; those of untrained segments, such as a tool's output, carry no loss."""
    parts = [(segment["text"], segment["trained"]) for segment in row["segments"]]
    masked = mask_answer(tokenizer, row["prompt"], parts)
    labels = [token if trained else NO_LOSS for token, trained in zip(masked.tokens, masked.mask, strict=True)]
    return {"input_ids": list(masked.tokens[:most]), "labels": labels[:most]}


def loss_mask(row: dict[str, Any]) -> list[int]:
    """Which tokens of a prepared row carry loss, as the trainer's collator will have it."""
    if "labels" in row:
        return [int(label != NO_LOSS) for label in row["labels"]]
    masks = [row[name] for name in ("completion_mask", "assistant_masks") if name in row]
    return masks[0] if masks else [1] * len(row["input_ids"])


def within(rows: Rows, most_tokens: int) -> Rows:
    """The first rows that have so many tokens together; all where it is 0."""
    if not most_tokens:
        return rows
    total, kept = 0, 0
    for length in map(len, rows["input_ids"]):
        total += length
        if total > most_tokens:
            break
        kept += 1
    if not kept:
        raise TrainerError(f"most_tokens = {most_tokens} is less than the first example has; raise it")
    return rows.select(range(kept))


def count_tokens(rows: Rows) -> tuple[int, int]:
    """Tokens of prepared rows, and those that carry loss."""
    pairs = [(len(row["input_ids"]), sum(loss_mask(row))) for row in rows]
    return sum(tokens for tokens, _ in pairs), sum(trained for _, trained in pairs)
