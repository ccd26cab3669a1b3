"""Tables of a run that has no campaign and no round: published whole or not at all, the commit mark last; and read."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# Reason: pyarrow ships no types.

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.rows import Row
from tasks.lake.store import PART

BATCH = 1_000
Schema = Any
"""An Arrow schema."""
Tables = Mapping[str, Schema]
"""In the order in which they are published; the last is the commit mark."""


def publish_tables(lake: Lake, run: str, tables: Tables, rows: Mapping[str, Sequence[Row]]) -> None:
    """Write a run's tables, the last of them last; an earlier run of the same name gives way.

    What a writer that was killed left beside them goes, and on an object store what they were copied from.
    """
    unfinished = {
        table: lake.store.write_unfinished(path_of(lake, table, run), as_table(schema, rows[table]))
        for table, schema in tables.items()
    }
    for table, path in unfinished.items():
        lake.store.finish(path, path_of(lake, table, run))
    for table in tables:
        lake.store.sweep_beside(path_of(lake, table, run))


def path_of(lake: Lake, table: str, run: str) -> str:
    """The file of a run in a table."""
    return f"{lake.store.root}/{table}/run={run}/{PART}"


def read_table(lake: Lake, table: str, run: str, schema: Schema) -> list[Row]:
    """Rows of a run's table.

    Raises:
        LakeError: there is no such run, or its file can't be read.
    """
    path = path_of(lake, table, run)
    try:
        with lake.store.files.open(path, "rb") as file:
            return pq.read_table(file, schema=schema).to_pylist()
    except FileNotFoundError as error:
        raise LakeError(f"{path} does not exist: no run {run!r} has been published in {lake.store.url}") from error
    except (pa.ArrowException, OSError) as error:
        raise LakeError(f"{path} can't be read: {error}; remove its folder and run it again") from error


def runs_of(lake: Lake, table: str) -> list[str]:
    """Runs that have a file in a table, by name."""
    lake.store.files.invalidate_cache()
    found = (path.removesuffix(f"/{PART}") for path in lake.store.files.find(f"{lake.store.root}/{table}"))
    return sorted(path.rpartition("/run=")[2] for path in found if "/run=" in path and not path.endswith(".writing"))


def as_table(schema: Schema, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table of an explicit schema."""
    listed = list(rows)
    batches = [
        pa.RecordBatch.from_pylist(listed[start : start + BATCH], schema=schema)
        for start in range(0, len(listed), BATCH)
    ]
    return pa.Table.from_batches(batches, schema=schema)
