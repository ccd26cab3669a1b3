"""Stage: the curation becomes rows of the lake, its manifest last, and its figures become artifacts."""

import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from schemas.curate_run import Curated, CurateManifest, Fate
from tasks.code_version import code_version
from tasks.lake.curation_partition import publish_curation_rows
from tasks.lake.tables import SCHEMA_VERSION
from tasks.publish_benchmark import begun, record
from tasks.survive import artifact_key
from tasks.teacher.asking import prompt_hashes
from tasks.trajectory.curation import Curation, close_curation, open_curation
from tasks.trajectory.figure_rows import agreement_rows, funnel_rows, trigger_rows
from tasks.trajectory.figures import code_and_intervener, funnels, trigger_counts

PROMPTS = ("reason", "intervene")


def publish_all(curation: Curation) -> tuple[CurateManifest, list[Curated]]:
    """Publish what the ledger holds; returns it."""
    curated = [line for number in range(curation.shards) for line in curation.curated(number).values()]
    manifest = make_manifest(curation, curated)
    publish_curation_rows(curation.lake, manifest, curated)
    return manifest, curated


def make_manifest(curation: Curation, curated: Sequence[Curated]) -> CurateManifest:
    """What wrote the run."""
    started, finished = datetime.fromtimestamp(begun(curation.folder), UTC), datetime.now(UTC)
    return CurateManifest(
        run=curation.name,
        schema_version=SCHEMA_VERSION,
        spec=curation.spec,
        spec_hash=curation.spec.spec_hash(),
        sets=tuple(record(each) for each in curation.sets),
        code_version=code_version(),
        prompt_hashes={name: digest for name, digest in prompt_hashes().items() if name in PROMPTS},
        reasoner=curation.spec.reasoner.model,
        intervener=curation.spec.intervener.model if curation.intervener else "",
        trajectories=len(curated),
        golden=sum(each.fate is Fate.golden for each in curated),
        calls=sum(len(each.spent.calls) for each in curated),
        prompt_tokens=sum(each.spent.prompt_tokens for each in curated),
        completion_tokens=sum(each.spent.completion_tokens for each in curated),
        cost_usd=sum(each.spent.cost_usd for each in curated),
        started=started.isoformat(),
        finished=finished.isoformat(),
        seconds=(finished - started).total_seconds(),
        host=socket.gethostname(),
    )


def leave_artifacts(name: str, curated: Sequence[Curated]) -> None:
    """The figures as tables in Prefect's pages."""
    tables = {
        "funnel": (funnel_rows(funnels(curated)), "What is left of the trajectories"),
        "triggers": (trigger_rows(trigger_counts(curated)), "Triggers by set and look"),
        "agreement": (agreement_rows(code_and_intervener(curated)), "Code and intervener"),
    }
    for key, (rows, title) in tables.items():
        if rows:
            create_table_artifact(rows, key=artifact_key("curation", key, name), description=f"{title}, {name}")


@task(name="publish_curation", retries=2, retry_delay_seconds=2)
def publish_curation(shards: list[str]) -> dict[str, Any]:
    """Publish a run; returns its manifest."""
    folder = shards[0].rpartition("/")[0]
    manifest, curated = publish_all(open_curation(Path(folder)))
    leave_artifacts(manifest.run, curated)
    close_curation(folder)
    return manifest.model_dump(mode="json")
