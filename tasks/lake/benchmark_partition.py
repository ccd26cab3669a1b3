"""Publishing a benchmark run: whole or not at all, the manifest last; and reading one back."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# Reason: pyarrow ships no types.

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.benchmark_run import BenchmarkManifest
from schemas.rollout import Answering, Outcome, Rollout
from schemas.score import Score
from tasks.lake.benchmark_tables import BENCHMARK_TABLES
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.rows import Row, plain
from tasks.lake.store import PART

FLIPS = ("flipped_model", "flipped_source")
BATCH = 1_000
MANIFEST = re.compile(r"/run=([^/]+)/" + re.escape(PART) + "$")


def publish_run(lake: Lake, manifest: BenchmarkManifest, rollouts: Sequence[Rollout], scores: Sequence[Score]) -> None:
    """Write a run's tables, its manifest last; an earlier one of the same name gives way."""
    rows = {
        "rollouts": [rollout_row(rollout) for rollout in sorted(rollouts, key=rollout_order)],
        "scores": [plain(score) for score in sorted(scores, key=score_order)],
        "benchmarks": [manifest_row(manifest)],
    }
    unfinished = {
        table: lake.store.write_unfinished(path_of(lake, table, manifest.run), as_table(table, rows[table]))
        for table in BENCHMARK_TABLES
    }
    for table, path in unfinished.items():
        lake.store.finish(path, path_of(lake, table, manifest.run))


def path_of(lake: Lake, table: str, run: str) -> str:
    """The file of a run in a table."""
    return f"{lake.store.root}/{table}/run={run}/{PART}"


def published_runs(lake: Lake) -> tuple[str, ...]:
    """Runs that have a manifest, the one that ended last at the end."""
    lake.store.files.invalidate_cache()
    found = (MANIFEST.search(path) for path in lake.store.files.find(f"{lake.store.root}/benchmarks"))
    names = [match[1] for match in found if match]
    return tuple(sorted(names, key=lambda name: read_manifest(lake, name).finished))


def read_manifest(lake: Lake, run: str) -> BenchmarkManifest:
    """What wrote a run.

    Raises:
        LakeError: there is no such run.
    """
    return BenchmarkManifest.model_validate_json(read(lake, "benchmarks", run)[0]["manifest"])


def read_rollouts(lake: Lake, run: str) -> tuple[Rollout, ...]:
    """A run's rollouts."""
    return tuple(rollout_from_row(row) for row in read(lake, "rollouts", run))


def read_scores(lake: Lake, run: str) -> tuple[Score, ...]:
    """A run's scores."""
    return tuple(Score.model_validate(row) for row in read(lake, "scores", run))


def read(lake: Lake, table: str, run: str) -> list[Row]:
    """Rows of a run's table; LakeError where it can't be read."""
    path = path_of(lake, table, run)
    try:
        with lake.store.files.open(path, "rb") as file:
            return pq.read_table(file, schema=BENCHMARK_TABLES[table]).to_pylist()
    except FileNotFoundError as error:
        raise LakeError(f"{path} does not exist: no run {run!r} has been published in {lake.store.url}") from error
    except (pa.ArrowException, OSError) as error:
        raise LakeError(f"{path} can't be read: {error}; remove its folder and run the benchmark again") from error


def rollout_row(rollout: Rollout) -> Row:
    """A row of `rollouts`: answer and run side by side."""
    flat = plain(rollout, {"answering", *FLIPS}) | plain(rollout.answering)
    for flip in FLIPS:
        outcome: Outcome | None = getattr(rollout, flip)
        flat[f"{flip}_status"] = outcome.status.value if outcome else None
        flat[f"{flip}_objective"] = outcome.objective if outcome else None
    return flat


def rollout_from_row(row: Row) -> Rollout:
    """The rollout of a row."""
    known = {name: value for name, value in row.items() if value is not None}
    flips: dict[str, Any] = {
        flip: Outcome(status=known[f"{flip}_status"], objective=known.get(f"{flip}_objective"))
        for flip in FLIPS
        if f"{flip}_status" in known
    }
    answering = Answering.model_validate({name: known[name] for name in Answering.model_fields if name in known})
    own = {name: known[name] for name in Rollout.model_fields if name in known}
    return Rollout.model_validate(own | flips | {"answering": answering})


def manifest_row(manifest: BenchmarkManifest) -> Row:
    """The row of `benchmarks`."""
    whole = plain(manifest, set(BenchmarkManifest.model_fields) - {"finished", "model", "rollouts"})
    return whole | {"manifest": manifest.model_dump_json()}


def rollout_order(rollout: Rollout) -> tuple[str, str, str, int]:
    """By set, item, solver and sample."""
    return rollout.set, rollout.item_id, rollout.solver, rollout.sample


def score_order(score: Score) -> tuple[str, str, str, int, str, str]:
    """By set, item, solver, sample, labels and rule."""
    return score.set, score.item_id, score.solver, score.sample, score.labels, score.rule


def as_table(name: str, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table of the explicit schema."""
    schema, listed = BENCHMARK_TABLES[name], list(rows)
    batches = [
        pa.RecordBatch.from_pylist(listed[start : start + BATCH], schema=schema)
        for start in range(0, len(listed), BATCH)
    ]
    return pa.Table.from_batches(batches, schema=schema)
