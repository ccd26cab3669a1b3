"""Stage: what a solver transfer's arms read, are asked, and come to."""

import json
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from schemas.transfer_spec import Arm, TransferSpec
from tasks.evaluate_model import evaluate_model
from tasks.policy.transfer import matrix_row, questions_file, write_transfer
from tasks.survive import artifact_key
from tasks.trainer.folder import write_whole


@task(name="translate problems", retries=2, retry_delay_seconds=5)
def translate_problems(spec: TransferSpec) -> None:
    """Translate and verify the problems, and write what every arm reads."""
    write_transfer(spec)


def ask_arm(spec: TransferSpec, arm: Arm) -> dict[str, Any]:
    """Ask an arm the held-out questions for every solver of the test; returns its row."""
    rates = {
        solver.value: evaluate_model(
            arm.model,
            str(questions_file(spec, solver)),
            f"{spec.output}/answers/{arm.name}-{solver.value}",
            spec.evaluation,
        )
        for solver in spec.test
    }
    return matrix_row(arm, rates)


@task(name="tabulate transfer")
def tabulate_transfer(rows: list[dict[str, Any]], output: str) -> list[dict[str, Any]]:
    """Write the table; returns it."""
    write_whole(Path(output) / "transfer.json", json.dumps(rows, indent=2) + "\n")
    create_table_artifact(rows, key=artifact_key("transfer", Path(output).name), description=f"Transfer of {output}")
    return rows
