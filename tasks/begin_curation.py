"""Stage: begin a curation, or go on with one that was interrupted."""

from pathlib import Path

from prefect import task

from schemas.curate_spec import CurateSpec
from tasks.begin_benchmark import is_worlds_fault, keep_spec
from tasks.lake.lake import Lake
from tasks.run_folder import name_of
from tasks.trajectory.curation import open_curation
from tasks.trajectory.problems import load_problems


def open_folder(spec: CurateSpec) -> Path:
    """The run's folder, with its spec written down.

    Raises:
        SpecChanged: a run of this name was begun with another spec.
        RowsError: a set can't be read.
    """
    name = spec.run or name_of(load_problems(spec), spec.spec_hash())
    return keep_spec(Lake(spec.lake).work_root / f"curation={name}" / "run", spec)


@task(name="begin_curation", retry_condition_fn=is_worlds_fault, retries=2, retry_delay_seconds=2)
def begin_curation(spec: CurateSpec) -> list[str]:
    """Begin or resume a run; returns its shards."""
    folder = open_folder(spec)
    curation = open_curation(folder)
    curation.hold()
    return [f"{folder}/shard-{number:02d}" for number in range(curation.shards)]
