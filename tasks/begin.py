"""Stage: begin the next round of a campaign, or go on with one that was interrupted."""

import os
import shutil
from pathlib import Path
from typing import Any

from prefect import task

from schemas.frozen import content_hash
from schemas.spec import EvolveSpec
from tasks.cluster import WorkersError
from tasks.decontaminate import without_benchmarks
from tasks.founders import refuse_no_seeds, refuse_other_seeds
from tasks.lake.lake import Lake
from tasks.ledger import LedgerError
from tasks.publish import publish_seeds
from tasks.row_file import RowsError
from tasks.seed_file import read_seeds, seed_candidates
from tasks.stage import current_run
from tasks.workshop import open_workshop


class SpecChanged(ValueError):
    """A round that was begun with other settings stands open."""


def open_round(spec: EvolveSpec) -> Path:
    """Folder of the round to work on, with its spec written down.

    Raises:
        SpecChanged: the campaign's open round was begun with another spec.
        SeedsError: the seeds file can't be used, or the campaign has other seeds.
    """
    lake = Lake(spec.lake)
    published = lake.published_rounds(spec.campaign)
    refuse_other_seeds(lake, spec.campaign, spec.seeds)
    if not published:
        seeds = seed_candidates(read_seeds(spec.seeds), spec.campaign)
        publish_seeds(lake, spec, without_benchmarks(spec, seeds))
    refuse_no_seeds(lake, spec.campaign)
    last = max((*published, 0))
    sweep(lake, spec.campaign, published)
    return open_folder(lake.work_folder(spec.campaign, last + 1), spec)


def open_folder(folder: Path, spec: EvolveSpec) -> Path:
    """A round's folder with its spec written down.

    Raises:
        SpecChanged: it was begun with another spec.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "spec.json"
    if path.exists():
        refuse_other_spec(path, spec)
    temporary = folder / f"spec.json.{os.getpid()}"
    temporary.write_text(spec.model_dump_json(indent=2))
    temporary.replace(path)
    return folder


def sweep(lake: Lake, campaign: str, rounds: tuple[int, ...]) -> None:
    """Remove ledgers of published rounds; that of the latest stays, so that its flow run can still be retried.

    And what a writer that was killed right after the latest manifest may have left of it in the lake.
    """
    for number in rounds[-1:]:
        lake.store.sweep((campaign, number))
    for number in rounds[:-1]:
        shutil.rmtree(lake.work_folder(campaign, number), ignore_errors=True)


def refuse_other_spec(path: Path, spec: EvolveSpec) -> None:
    """Raise where an open round's spec decides other rows than this one."""
    begun = EvolveSpec.model_validate_json(path.read_text())
    if (begun.spec_hash(), begun.shard_count()) == (spec.spec_hash(), spec.shard_count()):
        return
    left, right = begun.model_dump(mode="json"), spec.model_dump(mode="json")
    changed = [f"{name}: {left[name]} then, {right[name]} now" for name in left if left[name] != right[name]]
    raise SpecChanged(
        f"{path.parent} was begun with other settings ({'; '.join(changed)[:600]}). Finish it with those, choose "
        f"another --campaign, or remove the folder {path.parent} to begin the round anew."
    )


def is_worlds_fault(task: Any, run: Any, state: Any) -> bool:
    """Whether a failure is worth another try: a user's mistake stays one."""
    _ = task, run
    failure = state.result(raise_on_failure=False)
    return not isinstance(failure, SpecChanged | RowsError | LedgerError | WorkersError)


@task(
    name="begin_round",
    retry_condition_fn=is_worlds_fault,
    retries=2,
    retry_delay_seconds=2,
    persist_result=True,
    result_serializer="json",
    cache_key_fn=lambda context, _: f"begin-{content_hash([str(context.task_run.flow_run_id)])}",
)
def begin_round(spec: EvolveSpec) -> str:
    """Begin or resume the campaign's next round; a retried flow run gets the round that it began with."""
    folder = open_round(spec)
    open_workshop(folder).hold(current_run())
    return str(folder)
