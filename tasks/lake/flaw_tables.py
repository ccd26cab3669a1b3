"""The table that a quantification of flaws leaves: `flaws/run=…/part-0.parquet`, each column with its meaning."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# Reason: pyarrow ships no types.

from collections.abc import Sequence
from typing import Any

from schemas.flaw_record import FlawRecord
from tasks.lake.lake import Lake
from tasks.lake.rows import plain
from tasks.lake.run_partition import publish_tables, read_table
from tasks.lake.tables import COUNT, TEXT, TEXTS, column, table

FLAWS = table(
    column("checkpoint", TEXT, "whose trajectory it is"),
    column("set", TEXT, "benchmark"),
    column("item_id", TEXT, "item of the benchmark"),
    column("sample", COUNT, "which of several trajectories, from 0"),
    column("by_code", TEXTS, "triggers that code sees"),
    column("by_judge", TEXTS, "triggers that the judge names; null: no judge, or no answer that can be read"),
    column("labelled", TEXTS, "triggers that a person found; null: nobody looked"),
    column("complaint", TEXT, "why the judge's answer is missing"),
    column("calls", TEXTS, "request hashes of the judge's answers"),
)
FLAW_TABLES: dict[str, Any] = {"flaws": FLAWS}


def publish_flaws(lake: Lake, run: str, records: Sequence[FlawRecord]) -> None:
    """Write a run's table; an earlier one of the same name gives way."""
    publish_tables(lake, run, FLAW_TABLES, {"flaws": [plain(record) for record in records]})


def read_flaws(lake: Lake, run: str) -> tuple[FlawRecord, ...]:
    """A run's records.

    Raises:
        LakeError: there is no such run.
    """
    return tuple(FlawRecord.model_validate(row) for row in read_table(lake, "flaws", run, FLAWS))
