"""Publishing a benchmark run: whole or not at all, the manifest last; and reading one back."""

from collections.abc import Sequence
from typing import Any

from schemas.benchmark_run import BenchmarkManifest
from schemas.rollout import Answering, Outcome, Rollout
from schemas.score import Score
from tasks.lake.benchmark_tables import BENCHMARK_TABLES
from tasks.lake.lake import Lake
from tasks.lake.rows import Row, plain
from tasks.lake.run_partition import publish_tables, read_table, runs_of

FLIPS = ("flipped_model", "flipped_source")


def publish_run(lake: Lake, manifest: BenchmarkManifest, rollouts: Sequence[Rollout], scores: Sequence[Score]) -> None:
    """Write a run's tables, its manifest last; an earlier one of the same name gives way."""
    rows = {
        "rollouts": [rollout_row(rollout) for rollout in sorted(rollouts, key=rollout_order)],
        "scores": [plain(score) for score in sorted(scores, key=score_order)],
        "benchmarks": [manifest_row(manifest)],
    }
    publish_tables(lake, manifest.run, BENCHMARK_TABLES, rows)


def published_runs(lake: Lake) -> tuple[str, ...]:
    """Runs that have a manifest, the one that ended last at the end."""
    names = runs_of(lake, "benchmarks")
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
    return read_table(lake, table, run, BENCHMARK_TABLES[table])


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
