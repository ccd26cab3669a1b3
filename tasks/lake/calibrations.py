"""Calibrations in the lake: `trials`, `recalls` and `calibrations`, each `TABLE/run=NAME/part-0.parquet`."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# Reason: pyarrow ships no types.

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.calibration import Calibration, Cell, Trial
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.rows import Row, plain
from tasks.lake.store import PART
from tasks.lake.tables import COUNT, REAL, TEXT, TEXTS, column, table

TRIALS = table(
    column("source", TEXT, "procedural, or the file of a user's program"),
    column("kind", TEXT, "what was planted; empty: nothing"),
    column("candidate_id", TEXT, "answer that was looked at"),
    column("operator", TEXT, "what made it"),
    column("family", TEXT, "kind of problem"),
    column("sound", pa.bool_(), "for an honest answer: whether it should pass"),
    column("failed", TEXTS, "rungs that rejected it"),
    column("abstained", TEXTS, "rungs that could not tell"),
    column("seconds", REAL, "wall seconds of all rungs together"),
)
RECALLS = table(
    column("source", TEXT, "procedural, or the file of users' programs"),
    column("kind", TEXT, "what was planted; empty: honest answers, whose share is that of false alarms"),
    column("checker", TEXT, "a rung, or all of them together"),
    column("answers", COUNT, "answers that were looked at"),
    column("failed", COUNT, "of these, rejected"),
    column("abstained", COUNT, "of these, could not be told"),
    column("share", REAL, "rejected share"),
    column("low", REAL, "lower end of its Wilson interval at 95 %"),
    column("high", REAL, "upper end"),
    column("seconds", REAL, "mean wall seconds of a look"),
    column("cost_usd", REAL, "mean cost of a look, in US dollars"),
)
CALIBRATIONS = table(
    column("manifest", TEXT, "JSON of all that was measured, and what measured it"),
    column("finished", TEXT, "UTC, ISO 8601"),
)
CALIBRATION_TABLES: dict[str, pa.Schema] = {"trials": TRIALS, "recalls": RECALLS, "calibrations": CALIBRATIONS}
"""In the order in which they are published; the manifest in `calibrations` is the commit mark."""


def publish_calibration(lake: Lake, calibration: Calibration, trials: Sequence[Trial]) -> None:
    """Write a calibration, its manifest last; an earlier one of the same name gives way."""
    rows: dict[str, list[Row]] = {
        "trials": [trial_row(trial) for trial in trials],
        "recalls": [cell_row(cell) for cell in calibration.cells],
        "calibrations": [{"manifest": calibration.model_dump_json(), "finished": calibration.finished}],
    }
    for name, schema in CALIBRATION_TABLES.items():
        path = path_of(lake, name, calibration.spec.name)
        lake.store.finish(lake.store.write_unfinished(path, pa.Table.from_pylist(rows[name], schema=schema)), path)
        lake.store.sweep_beside(path)


def read_calibration(lake: Lake, name: str) -> Calibration:
    """What a calibration measured.

    Raises:
        LakeError: there is none of this name.
    """
    path = path_of(lake, "calibrations", name)
    try:
        with lake.store.files.open(path, "rb") as file:
            row = pq.read_table(file, schema=CALIBRATIONS).to_pylist()[0]
    except FileNotFoundError as error:
        raise LakeError(f"{path} does not exist: no calibration {name!r} is in {lake.store.url}") from error
    return Calibration.model_validate_json(row["manifest"])


def path_of(lake: Lake, table: str, name: str) -> str:
    """The file of a calibration in a table."""
    return f"{lake.store.root}/{table}/run={name}/{PART}"


def trial_row(trial: Trial) -> Row:
    """A row of `trials`."""
    said = {word: [rung for rung, outcome in trial.outcomes.items() if outcome == word] for word in SAID}
    seconds = sum(trial.seconds.values())
    return plain(trial, {"outcomes", "reasons", "seconds", "cost_usd"}) | said | {"seconds": seconds}


SAID = ("failed", "abstained")


def cell_row(cell: Cell) -> Row:
    """A row of `recalls`: the interval side by side with the counts."""
    return plain(cell, {"share"}) | cell.share.model_dump()
