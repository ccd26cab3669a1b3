"""Stage: the arms of an ablation as a table, in a file and in Prefect."""

import json
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from tasks.survive import artifact_key
from tasks.trainer.folder import write_whole

Cells = dict[str, Any]


def arm_cells(name: tuple[str, str], manifest: Cells, rate: Cells) -> Cells:
    """One arm: what it was trained on, and what its model solves."""
    result = manifest["result"]
    return {
        "set": name[0],
        "training": name[1],
        "examples": result["examples"],
        "tokens": result["tokens"],
        "loss_tokens": result["loss_tokens"],
        "steps": result["steps"],
        "loss": result["loss"],
        "held_out_loss": result["held_out_loss"],
        "solved": rate["solved"],
        "questions": rate["questions"],
        "solve_rate": f"{rate['rate']['share']:.1%}",
        "interval": f"{100 * rate['rate']['low']:.1f} to {100 * rate['rate']['high']:.1f} %",
    }


@task(name="tabulate arms")
def tabulate_arms(arms: list[Cells], output: str) -> list[Cells]:
    """Write the table; returns it."""
    write_whole(Path(output) / "arms.json", json.dumps(arms, indent=2) + "\n")
    create_table_artifact(arms, key=artifact_key("ablation", Path(output).name), description=f"Arms of {output}")
    return arms
