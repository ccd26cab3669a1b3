"""Stage: begin a benchmark run, or go on with one that was interrupted."""

import os
from pathlib import Path
from typing import Any

from prefect import task

from schemas.benchmark_spec import BenchmarkSpec
from schemas.curate_spec import CurateSpec
from tasks.begin import SpecChanged
from tasks.benchmark_run import open_run
from tasks.benchmarks.loading import load_labels, load_sets
from tasks.lake.lake import Lake
from tasks.ledger import LedgerError
from tasks.row_file import RowsError
from tasks.run_folder import SPEC, name_of
from tasks.teacher.teacher import TeacherRefused

LASTING = (SpecChanged, RowsError, LedgerError, TeacherRefused)


def open_folder(spec: BenchmarkSpec) -> Path:
    """The run's folder, with its spec written down.

    Raises:
        SpecChanged: a run of this name was begun with another spec.
        RowsError: a set can't be read.
    """
    name = spec.run
    if not name:
        sets = load_sets(spec)
        name = name_of((*sets, *load_labels(spec, sets)), spec.spec_hash())
    return keep_spec(Lake(spec.lake).work_root / f"benchmark={name}" / "run", spec)


def keep_spec(folder: Path, spec: BenchmarkSpec | CurateSpec) -> Path:
    """Write a run's spec into its folder.

    Raises:
        SpecChanged: another spec is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SPEC
    if path.exists() and type(spec).model_validate_json(path.read_text()).spec_hash() != spec.spec_hash():
        raise SpecChanged(
            f"the run {spec.run!r} was begun with other settings; choose another --run, or remove the folder {folder}"
        )
    temporary = folder / f"{SPEC}.{os.getpid()}"
    temporary.write_text(spec.model_dump_json(indent=2))
    temporary.replace(path)
    return folder


def is_worlds_fault(task: Any, run: Any, state: Any) -> bool:
    """Whether a failure is worth another try."""
    _ = task, run
    return not isinstance(state.result(raise_on_failure=False), LASTING)


@task(name="begin_benchmark", retry_condition_fn=is_worlds_fault, retries=2, retry_delay_seconds=2)
def begin_benchmark(spec: BenchmarkSpec) -> list[str]:
    """Begin or resume a run; returns its shards."""
    folder = open_folder(spec)
    run = open_run(folder)
    run.hold()
    return [f"{folder}/shard-{number:02d}" for number in range(run.shards)]
