"""Stage: hold two benchmark runs against each other, in Prefect, too."""

from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from schemas.benchmark_run import BenchmarkManifest
from tasks.lake.benchmark_partition import read_scores
from tasks.lake.lake import Lake
from tasks.report.benchmark_page import write_benchmark_report
from tasks.scoring.comparing import comparison_rows
from tasks.survive import artifact_key


@task(name="compare runs", retries=2, retry_delay_seconds=2)
def compare_runs(base: dict[str, Any], tuned: dict[str, Any]) -> list[dict[str, Any]]:
    """Base against tuned model, with intervals; returns the rows of the table."""
    runs = [BenchmarkManifest.model_validate(manifest) for manifest in (base, tuned)]
    scores = [read_scores(Lake(run.spec.lake), run.run) for run in runs]
    rows = comparison_rows(scores[0], scores[1], runs[1].spec.rule)
    write_benchmark_report(runs[1].spec.lake, runs[1].run)
    description = f"{runs[0].model} and {runs[1].model} under {runs[1].spec.rule}"
    create_table_artifact(rows, key=artifact_key("comparison", runs[1].run), description=description)
    return rows
