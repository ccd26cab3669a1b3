"""Stage: begin a curation, or go on with one that was interrupted."""

import os
from pathlib import Path

from prefect import task

from schemas.curate_spec import CurateSpec
from schemas.frozen import content_hash
from tasks.begin import SpecChanged
from tasks.begin_benchmark import is_worlds_fault, short
from tasks.lake.lake import Lake
from tasks.trajectory.curation import SPEC, open_curation
from tasks.trajectory.problems import load_problems


def run_name(spec: CurateSpec) -> str:
    """The run's name: its own, or made of what decides it: the spec and its problems."""
    if spec.run:
        return spec.run
    sets = load_problems(spec)
    digest = content_hash([spec.spec_hash(), *(each.checksum for each in sets)], digits=8)
    return f"{short(sets)}-{digest}"


def open_folder(spec: CurateSpec) -> Path:
    """The run's folder, with its spec written down.

    Raises:
        SpecChanged: a run of this name was begun with another spec.
        RowsError: a set can't be read.
    """
    folder = Lake(spec.lake).work_root / f"curation={run_name(spec)}" / "run"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SPEC
    if path.exists() and CurateSpec.model_validate_json(path.read_text()).spec_hash() != spec.spec_hash():
        raise SpecChanged(
            f"the run {spec.run!r} was begun with other settings; choose another --run, or remove the folder {folder}"
        )
    temporary = folder / f"{SPEC}.{os.getpid()}"
    temporary.write_text(spec.model_dump_json(indent=2))
    temporary.replace(path)
    return folder


@task(name="begin_curation", retry_condition_fn=is_worlds_fault, retries=2, retry_delay_seconds=2)
def begin_curation(spec: CurateSpec) -> list[str]:
    """Begin or resume a run; returns its shards."""
    folder = open_folder(spec)
    curation = open_curation(folder)
    curation.hold()
    return [f"{folder}/shard-{number:02d}" for number in range(curation.shards)]
