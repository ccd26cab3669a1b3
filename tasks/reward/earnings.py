"""What a policy answered and earned, kept beside it: lines as they come, and a Parquet file in the end."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from schemas.reward import Completed, Earning, Rewarded
from tasks.ledger import append_bytes
from tasks.trainer import folder


def keep(path: Path, batch: Sequence[Completed], rewarded: Sequence[Rewarded]) -> None:
    """Append a batch of answers, in one write.

    Raises:
        LedgerError: the disk is full.
    """
    now = datetime.now(UTC).isoformat()
    earnings = (
        Earning(
            question_id=completed.question.id,
            solver=completed.question.solver,
            label=completed.question.answer,
            text=completed.text,
            program=completed.program,
            settled=now,
            **earned.model_dump(),
        )
        for completed, earned in zip(batch, rewarded, strict=True)
    )
    append_bytes(path, "".join(f"{earning.model_dump_json()}\n" for earning in earnings).encode())


def publish_earnings(output: Path) -> Path:
    """Turn the lines of a training's folder into its Parquet file, whole or not at all; twice does no harm."""
    import polars  # takes a tenth of a second, which no other part of a training needs

    lines, published = output / folder.EARNINGS, output / folder.ROLLOUTS
    if lines.exists():
        append_bytes(lines, b"")  # cuts off what a killed writer left of a line
        unfinished = published.with_name(f"{published.name}.writing")
        columns = {
            name: polars.Float64 if field.annotation is float else polars.String
            for name, field in Earning.model_fields.items()
        }
        polars.scan_ndjson(lines, schema=columns).sink_parquet(unfinished, compression="zstd")
        unfinished.replace(published)
        lines.unlink()
    return published
