"""A reinforcement: questions → policy, judged by the solver → model with lineage."""

from typing import Any

from prefect import flow

from flows.attempts import resumable
from schemas.reinforce_spec import ReinforceSpec
from tasks.train_policy import begin_reinforcement, publish_policy, reinforce_policy


@flow(name="reinforce", flow_run_name="{spec.output} reinforce", persist_result=False)
@resumable
def reinforce(spec: ReinforceSpec) -> dict[str, Any]:
    """Train a policy by rewards; killed or cancelled and run again, it goes on from its last checkpoint."""
    job = begin_reinforcement(spec)
    trained = reinforce_policy(job)
    return publish_policy(trained)
