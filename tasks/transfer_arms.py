"""Stage: what a solver transfer's arms read, are asked, and come to."""

import json
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from schemas.benchmark_run import BenchmarkManifest
from schemas.transfer_spec import Arm, TransferSpec
from tasks.policy.transfer import matrix_row, write_transfer
from tasks.scoring.figure_table import figure_cells
from tasks.survive import artifact_key
from tasks.tabulate_arms import headline_figures
from tasks.trainer.folder import write_whole


@task(name="translate problems", retries=2, retry_delay_seconds=5)
def translate_problems(spec: TransferSpec) -> None:
    """Translate and verify the problems, and write what every arm reads."""
    write_transfer(spec)


@task(name="tell arm")
def tell_arm(arm: Arm, scored: dict[str, Any]) -> dict[str, Any]:
    """An arm's row of the table, from the manifest of its benchmark run."""
    run = BenchmarkManifest.model_validate(scored)
    shares: dict[str, str] = {}
    for figure in headline_figures(run):
        told = figure_cells(figure, run.spec.rule, 1)
        shares[figure.solver.value] = f"{told['accuracy']} ({told['interval']})"
    return matrix_row(arm, shares)


@task(name="tabulate transfer")
def tabulate_transfer(rows: list[dict[str, Any]], output: str) -> list[dict[str, Any]]:
    """Write the table; returns it."""
    write_whole(Path(output) / "transfer.json", json.dumps(rows, indent=2) + "\n")
    create_table_artifact(rows, key=artifact_key("transfer", Path(output).name), description=f"Transfer of {output}")
    return rows
