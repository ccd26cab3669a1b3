"""Stage: the round becomes one partition of the lake, manifest last; only then is it there."""

import socket
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from prefect import task

from schemas.candidate import Candidate
from schemas.round import Manifest
from schemas.spec import EvolveSpec
from schemas.step import Step
from schemas.teacher import Completion, Refusal
from tasks.code_version import code_version
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round
from tasks.lake.tables import SCHEMA_VERSION
from tasks.survival import count_survival
from tasks.teacher.asking import prompt_hashes
from tasks.workshop import Workshop, open_workshop


def round_partition(workshop: Workshop) -> Partition:
    """Everything that the ledger holds of a round."""
    shards = [workshop.shard(number) for number in range(workshop.spec.shard_count())]
    made = tuple(c for shard in shards for c in shard.candidates.values())
    steps = [step for shard in shards for stage_steps in shard.steps.values() for step in stage_steps.values()]
    used = {call for step in steps for call in step.calls}
    calls = workshop.faculty.completions(used)
    candidates = (*made, *workshop.whole_seeds)
    return Partition(
        manifest=round_manifest(workshop, candidates, steps, calls),
        candidates=candidates,
        verdicts=tuple(verdict for step in steps for verdict in step.verdicts),
        solves=tuple(record for step in steps for record in step.solves),
        calls=calls,
        callers=callers_of(steps),
        survival=count_survival(made, steps, calls),
    )


def callers_of(steps: list[Step]) -> dict[str, tuple[str, ...]]:
    """Candidates that each completion served."""
    callers: dict[str, dict[str, None]] = {}
    for step in steps:
        for call in step.calls:
            callers.setdefault(call, {})[step.candidate_id] = None
    return {call: tuple(ids) for call, ids in callers.items()}


def round_manifest(
    workshop: Workshop, candidates: Sequence[Candidate], steps: list[Step], calls: Sequence[Completion]
) -> Manifest:
    """What wrote the round."""
    solves = [record.solve for step in steps for record in step.solves]
    started = datetime.fromtimestamp((workshop.folder / "plan.jsonl").stat().st_mtime, UTC)
    finished = datetime.now(UTC)
    return base_manifest(workshop.spec, workshop.round).model_copy(
        update={
            "teacher": workshop.faculty.model,
            "solver_versions": {solve.solver.value: solve.solver_version for solve in solves if solve.solver_version},
            "door": " and ".join(sorted({solve.door for solve in solves})),
            "images": {solve.solver.value: solve.image for solve in solves if solve.image},
            "children": len(candidates),
            "accepted": sum(candidate.is_alive() for candidate in candidates),
            "rejected": sum(not candidate.is_alive() for candidate in candidates),
            "calls": sum(len(step.calls) for step in steps),
            "tokens": sum(call.prompt_tokens + call.completion_tokens for call in calls if call.requests),
            "cost_usd": sum(call.cost_usd for call in calls),
            "out_of_budget": any(c.rejected_reason == Refusal.budget_exhausted for c in candidates),
            "started": started.isoformat(),
            "finished": finished.isoformat(),
            "seconds": (finished - started).total_seconds(),
        }
    )


def base_manifest(spec: EvolveSpec, round_number: int) -> Manifest:
    """The part of a manifest that does not depend on what happened."""
    now = datetime.now(UTC).isoformat()
    return Manifest(
        campaign=spec.campaign,
        round=round_number,
        schema_version=SCHEMA_VERSION,
        spec=spec,
        spec_hash=spec.spec_hash(),
        code_version=code_version(),
        prompt_hashes=prompt_hashes(),
        teacher="",
        solver_versions={"python": sys.version.split()[0]},
        door="",
        children=0,
        accepted=0,
        rejected=0,
        calls=0,
        cost_usd=0.0,
        started=now,
        finished=now,
        seconds=0.0,
        host=socket.gethostname(),
    )


def publish_seeds(lake: Lake, spec: EvolveSpec, seeds: list[Candidate]) -> None:
    """Seeds as round 0 of the campaign, so that every lineage starts in the lake."""
    accepted = sum(seed.is_alive() for seed in seeds)
    counts = {"children": len(seeds), "accepted": accepted, "rejected": len(seeds) - accepted}
    manifest = base_manifest(spec, 0).model_copy(update={**counts, "teacher": "seeds"})
    publish_round(lake, Partition(manifest=manifest, candidates=tuple(seeds)))


@task(name="publish", retries=2, retry_delay_seconds=2)
def publish(folder: str) -> dict[str, Any]:
    """Publish a round's folder as a partition, once; returns the manifest."""
    workshop = open_workshop(folder)
    partition = round_partition(workshop)
    publish_round(workshop.lake, partition)
    manifest = workshop.lake.manifest(workshop.spec.campaign, workshop.round)
    return manifest.model_dump(mode="json")
