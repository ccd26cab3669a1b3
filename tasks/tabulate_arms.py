"""Stage: the arms of an ablation as a table, in a file and in Prefect."""

import json
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from schemas.benchmark_run import BenchmarkManifest
from schemas.figure import Figure
from tasks.lake.benchmark_partition import read_rollouts, read_scores
from tasks.lake.lake import Lake
from tasks.scoring.figure_table import figure_cells
from tasks.scoring.matrix import figures
from tasks.survive import artifact_key
from tasks.trainer.folder import write_whole

Cells = dict[str, Any]


def arm_cells(name: tuple[str, str], manifest: Cells, scored: Cells) -> Cells:
    """One arm: what it was trained on, and what its model has right, set by set.

    Args:
        name: of training set and training.
        manifest: of the model.
        scored: manifest of its benchmark run.
    """
    result = manifest["result"]
    trained = {
        "set": name[0],
        "training": name[1],
        "examples": result["examples"],
        "tokens": result["tokens"],
        "loss_tokens": result["loss_tokens"],
        "steps": result["steps"],
        "loss": result["loss"],
        "held_out_loss": result["held_out_loss"],
    }
    return trained | right_answers(BenchmarkManifest.model_validate(scored))


def right_answers(run: BenchmarkManifest) -> Cells:
    """Right answers under the run's rule; of several sets or solvers, each has columns of its own."""
    own = headline_figures(run)
    cells: Cells = {}
    for figure in own:
        before = f"{figure.set} {figure.solver.value} " if len(own) > 1 else ""
        told = figure_cells(figure, run.spec.rule, 1)
        cells |= {f"{before}{word}": told[word] for word in ("right", "items", "accuracy", "interval")}
    return cells


def headline_figures(run: BenchmarkManifest) -> list[Figure]:
    """The figures of a run's own labels under its own rule."""
    lake = Lake(run.spec.lake)
    found = figures(read_rollouts(lake, run.run), read_scores(lake, run.run))
    return [figure for figure in found if figure.rule == run.spec.rule and figure.labels == figure.set]


@task(name="tabulate arms")
def tabulate_arms(arms: list[Cells], output: str) -> list[Cells]:
    """Write the table; returns it."""
    write_whole(Path(output) / "arms.json", json.dumps(arms, indent=2) + "\n")
    create_table_artifact(arms, key=artifact_key("ablation", Path(output).name), description=f"Arms of {output}")
    return arms
