"""Stage: the run becomes rows of the lake, its manifest last; only then is it there."""

import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from schemas.benchmark_item import BenchmarkSet
from schemas.benchmark_run import BenchmarkManifest, SetRecord
from schemas.rollout import Rollout, Way
from tasks.benchmark_run import BenchmarkRun, close_run, open_run
from tasks.code_version import code_version
from tasks.lake.benchmark_partition import publish_run, read_rollouts, read_scores
from tasks.lake.tables import SCHEMA_VERSION
from tasks.launching.answering import end_idle
from tasks.run_folder import SPEC
from tasks.scoring.figure_table import figure_rows
from tasks.scoring.matrix import figures
from tasks.scoring.scoring import score_all
from tasks.survive import artifact_key
from tasks.teacher.asking import prompt_hashes

PROMPTS = "answer_"
"""How the prompts of the ways begin."""


def publish_all(run: BenchmarkRun) -> BenchmarkManifest:
    """Score what the ledger holds by all rules, and publish it."""
    seats = {seat.id: seat for seat in run.seats}
    rollouts = [rollout for number in range(run.shards) for rollout in run.rollouts(number).values()]
    labelled = [(rollout, run.labels_of(seats[rollout.id])) for rollout in rollouts]
    scores = list(score_all(labelled, run.rules, run.spec.answers))
    manifest = make_manifest(run, rollouts)
    publish_run(run.lake, manifest, rollouts, scores)
    return manifest


def make_manifest(run: BenchmarkRun, rollouts: Sequence[Rollout]) -> BenchmarkManifest:
    """What wrote the run."""
    started = datetime.fromtimestamp(begun(run.folder), UTC)
    finished = datetime.now(UTC)
    asks = run.spec.answering is not Way.recorded
    return BenchmarkManifest(
        run=run.name,
        schema_version=SCHEMA_VERSION,
        spec=run.spec,
        spec_hash=run.spec.spec_hash(),
        sets=(*(record(each) for each in run.sets), *(record(each, True) for each in run.label_sets)),
        code_version=code_version(),
        prompt_hashes={name: digest for name, digest in prompt_hashes().items() if asks and name.startswith(PROMPTS)},
        model=run.spec.model.model if asks else "",
        solver_versions={
            rollout.solver.value: rollout.solver_version for rollout in rollouts if rollout.solver_version
        },
        door=" and ".join(sorted({rollout.door for rollout in rollouts if rollout.door})),
        rollouts=len(rollouts),
        calls=sum(len(rollout.answering.calls) for rollout in rollouts),
        prompt_tokens=sum(rollout.answering.prompt_tokens for rollout in rollouts),
        completion_tokens=sum(rollout.answering.completion_tokens for rollout in rollouts),
        cost_usd=sum(rollout.answering.cost_usd for rollout in rollouts),
        started=started.isoformat(),
        finished=finished.isoformat(),
        seconds=(finished - started).total_seconds(),
        host=socket.gethostname(),
    )


def begun(folder: Path) -> float:
    """When the run's spec was written down, in seconds since the epoch."""
    return (folder / SPEC).stat().st_mtime


def record(each: BenchmarkSet, labels_only: bool = False) -> SetRecord:
    """Which set it was."""
    return SetRecord(
        name=each.name,
        source=each.source,
        version=each.version,
        licence=each.licence,
        checksum=each.checksum,
        items=len(each.items),
        problems=each.problems,
        labels_only=labels_only,
    )


@task(name="publish_benchmark", retries=2, retry_delay_seconds=2)
def publish_benchmark(shards: list[str]) -> dict[str, Any]:
    """Publish a run; returns its manifest."""
    folder = shards[0].rpartition("/")[0]
    run = open_run(folder)
    manifest = publish_all(run)
    rows = figure_rows(figures(read_rollouts(run.lake, run.name), read_scores(run.lake, run.name)), run.spec.rule)
    create_table_artifact(rows, key=artifact_key("benchmark", run.name), description=f"Right answers, {run.name}")
    close_run(folder)
    end_idle()
    return manifest.model_dump(mode="json")
