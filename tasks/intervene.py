"""Stage: look for flaws in the trajectories of a shard, place hints, and have the reasoner go on from them."""

from prefect import task

from tasks.begin_benchmark import is_worlds_fault
from tasks.trajectory.curation import open_shard
from tasks.trajectory.making import heal_shard


@task(name="intervene", retry_condition_fn=is_worlds_fault, retries=2, retry_delay_seconds=2)
def intervene(shard: str) -> str:
    """Heal one shard's trajectories; a teacher or a sandbox that fails is Prefect's to retry."""
    heal_shard(*open_shard(shard))
    return shard
