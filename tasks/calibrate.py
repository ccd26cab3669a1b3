"""Stages of a calibration: answers of each kind are tried, counted, stored and shown.

What is tried stays tried while code and prompts are the same; what a judge answered is kept beyond that.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from schemas.calibration import Calibration, CalibrationSpec, Trial
from schemas.frozen import content_hash
from schemas.json_lines import read_lines
from tasks.calibration.against import compared
from tasks.calibration.judge import judge_for
from tasks.calibration.measuring import cells_of, cheapest, worths_of
from tasks.calibration.model_errors import MODEL_ERRORS
from tasks.calibration.planting import HONEST
from tasks.calibration.showing import calibration_markdown, calibration_rows
from tasks.calibration.trials import kinds_of, new_planter, procedural_trials, user_trials
from tasks.calibration.users import run_programs
from tasks.code_version import code_version
from tasks.lake.calibrations import publish_calibration, read_calibration
from tasks.lake.lake import Lake
from tasks.report.calibration_page import write_calibration_page
from tasks.sandbox.door import open_door
from tasks.survive import artifact_key
from tasks.teacher.asking import prompt_hashes


def folder_of(spec: CalibrationSpec) -> Path:
    """Where the answers of a calibration's judges lie, whatever its code."""
    return Lake(spec.lake).work_root / "calibrations" / spec.key()


def trials_of(spec: CalibrationSpec) -> Path:
    """Where the trials of a calibration by this code and these prompts lie."""
    return folder_of(spec) / content_hash([code_version(), prompt_hashes()], digits=12)


def keep(path: Path, trials: Iterable[Trial]) -> str:
    """Write trials as lines, whole or not at all; returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text("".join(f"{trial.model_dump_json()}\n" for trial in trials), encoding="utf-8")
    unfinished.rename(path)
    return str(path)


def read_trials(paths: Iterable[str]) -> Iterator[Trial]:
    """The trials of some files."""
    for path in paths:
        yield from read_lines(Trial, path)


@task(name="try_kind", task_run_name="{kind}", retries=1)
def try_kind(spec: CalibrationSpec, kind: str) -> str:
    """Answers of one kind by the procedural teacher; returns the file of their trials."""
    path = trials_of(spec) / f"procedural-{kind or 'honest'}.jsonl"
    if path.exists():
        return str(path)
    return keep(path, procedural_trials(spec, kind, new_planter(spec), judge_for(spec, folder_of(spec))))


@task(name="try_programs", retries=1)
def try_programs(spec: CalibrationSpec, file: str) -> str:
    """Errors of each kind in the models of a file's programs; returns the file of their trials."""
    path = trials_of(spec) / f"programs-{Path(file).stem}.jsonl"
    return str(path) if path.exists() else keep(path, trials_of_programs(spec, file))


def trials_of_programs(spec: CalibrationSpec, file: str) -> Iterator[Trial]:
    """Trials of the programs whose answer is right."""
    runs = run_programs((file,), open_door(spec.door), spec.solver, os.cpu_count() or 1)
    right = [own for _, own in runs if own.is_right]
    for kind in (*MODEL_ERRORS, HONEST):
        yield from user_trials(spec, kind, right, Path(file).name)


@task(name="measure_rungs")
def measure_rungs(spec: CalibrationSpec, paths: Sequence[str]) -> dict[str, Any]:
    """Count the trials, store the calibration in the lake, and show it; returns its summary."""
    trials = tuple(read_trials(paths))
    calibration = measured(spec, trials)
    lake = Lake(spec.lake)
    before = read_calibration(lake, spec.against) if spec.against else None
    publish_calibration(lake, calibration, trials)
    page = write_calibration_page(lake, calibration, before)
    key = artifact_key("calibration", spec.name)
    create_table_artifact(calibration_rows(calibration), key=key, description=f"Recall of the rungs, {spec.name}")
    create_markdown_artifact(calibration_markdown(calibration, before), key=f"{key}-page", description=spec.name)
    changes = [change.model_dump(mode="json") for change in compared(before, calibration)] if before else []
    return {"calibration": calibration.model_dump(mode="json"), "page": str(page), "changes": changes}


def measured(spec: CalibrationSpec, trials: Sequence[Trial]) -> Calibration:
    """What the trials show."""
    tried = {kind: sum(trial.kind == kind for trial in trials) for kind in kinds_of(spec) if kind}
    return Calibration(
        spec=spec,
        code_version=code_version(),
        prompt_hashes=prompt_hashes(),
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        cells=cells_of(trials),
        worths=worths_of(trials),
        ladder=cheapest(trials, spec.wanted),
        not_plantable={kind: spec.plants - count for kind, count in tried.items() if count < spec.plants},
    )
