"""Stage: have the trajectories of a shard written, as the reasoner writes them by itself."""

from prefect import task

from tasks.begin_benchmark import is_worlds_fault
from tasks.trajectory.curation import open_shard
from tasks.trajectory.making import reason_shard


@task(name="reason", retry_condition_fn=is_worlds_fault, retries=2, retry_delay_seconds=2)
def reason(shard: str) -> str:
    """Have one shard's trajectories written; a teacher or a sandbox that fails is Prefect's to retry."""
    reason_shard(*open_shard(shard))
    return shard
