"""Stage: the whole round at once. Duplicates go, near-duplicates are marked, and what stays gets its evidence."""

import time
from pathlib import Path

from prefect import task
from prefect.context import TaskRunContext

from schemas.candidate import Candidate, Stage
from schemas.frozen import content_hash
from schemas.step import Step
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.changes import changed_fields
from tasks.check.clusters import find_clusters
from tasks.check.duplicate import find_duplicates
from tasks.decontaminate import REASON, find_overlaps
from tasks.grading import with_verdicts
from tasks.stage import believed
from tasks.workshop import Shard, Workshop, open_workshop

Judgement = tuple[Verdict | None, str]
"""A candidate's verdict (None where the checker is off) and its cluster of near-duplicates."""


def judge_duplicates(workshop: Workshop, shards: list[Shard]) -> dict[str, Judgement]:
    """Judge all candidates that came as far as this, in the order of their numbers: benchmarks' words go first.

    Those that an interrupted look rejected are judged again, too: what was near to them is called near still.
    """
    came = (c for s in shards for c in s.candidates.values() if c.rejected_stage in (None, Stage.deduplicate))
    ordered = sorted(came, key=lambda candidate: candidate.number)
    overlaps = find_overlaps(workshop.spec, ordered)
    judged: dict[str, Judgement] = {name: (overlap_verdict(name, said), "") for name, said in overlaps.items()}
    if CheckerName.duplicate not in workshop.active_checkers:
        return judged
    clean = [candidate for candidate in ordered if candidate.id not in overlaps]
    population = tuple(workshop.population.values())
    clusters = find_clusters(clean, population)
    verdicts = find_duplicates(clean, population, clusters, workshop.spec.cluster_cap)
    return judged | {candidate.id: (verdicts[candidate.id], clusters[candidate.id]) for candidate in clean}


def overlap_verdict(candidate_id: str, said: str) -> Verdict:
    """The verdict on a candidate that repeats a benchmark's words."""
    return Verdict(
        candidate_id=candidate_id, checker=CheckerName.duplicate, outcome=Outcome.failed, reason=REASON, detail=said
    )


def accept(shard: Shard, candidate: Candidate, judgement: Judgement) -> Candidate:
    """The candidate with its last verdict: rejected as a duplicate, or accepted with its evidence."""
    verdict, cluster = judgement
    clustered = candidate.model_copy(update={"cluster": cluster})
    if verdict and verdict.outcome is Outcome.failed:
        return clustered.reject(Stage.deduplicate, verdict.reason or "failed", verdict.detail)
    verdicts = [*shard.verdicts(candidate.id), *([verdict] if verdict else [])]
    marks = tuple(dict.fromkeys([*candidate.marks, *(verdict.marks if verdict else ())]))
    evidence = with_verdicts(candidate.evidence, verdicts, marks)
    return clustered.model_copy(update={"evidence": evidence, "marks": marks})


def deduplicate_key(context: TaskRunContext, folder: str) -> str:
    """Cache key of this stage: once a round, and again for a round that is begun anew in the same folder."""
    workshop = open_workshop(folder)
    shards = [workshop.shard(number) for number in range(workshop.spec.shard_count())]
    return believed(context, f"deduplicate-{content_hash([folder, workshop.begun])}", shards)


@task(
    name="deduplicate",
    retries=2,
    retry_delay_seconds=2,
    persist_result=True,
    result_serializer="json",
    cache_key_fn=lambda context, parameters: deduplicate_key(context, parameters["folder"]),
)
def deduplicate(folder: str) -> int:
    """Look at the whole round for duplicates; returns how many candidates are accepted."""
    workshop = open_workshop(Path(folder))
    shards = [workshop.shard(number) for number in range(workshop.spec.shard_count())]
    judged = judge_duplicates(workshop, shards)
    for shard in shards:
        shard.for_each(
            Stage.deduplicate,
            lambda candidate, shard=shard: dedupe_step(shard, candidate, judged.get(candidate.id, (None, ""))),
        )
    return sum(candidate.is_alive() for shard in shards for candidate in shard.candidates.values())


def dedupe_step(shard: Shard, candidate: Candidate, judgement: Judgement) -> Step:
    """One candidate's step of this stage."""
    started = time.perf_counter()
    return Step(
        stage=Stage.deduplicate,
        candidate_id=candidate.id,
        update=changed_fields(candidate, accept(shard, candidate, judgement)),
        verdicts=(judgement[0],) if judgement[0] else (),
        seconds=time.perf_counter() - started,
    )
