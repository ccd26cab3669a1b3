"""Stage: a reinforcement in a process of its own, its rewards served beside it, seen in Prefect as it goes."""

import base64
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_image_artifact, create_table_artifact

from schemas.reinforce_spec import ReinforceSpec
from tasks.launching.job import read_job
from tasks.launching.publishing import write_model_manifest
from tasks.policy.job import write_policy_job
from tasks.policy.plot import flaw_rows, reward_plot
from tasks.policy.training import run_reinforcement
from tasks.reward.earnings import publish_earnings
from tasks.survive import artifact_key
from tasks.train import Progress, is_worth_another_try
from tasks.trainer import folder, metrics


@task(name="begin reinforcement")
def begin_reinforcement(spec: ReinforceSpec) -> str:
    """Gather questions and write the job file; returns its path."""
    return str(write_policy_job(spec))


@task(name="reinforce policy", retries=3, retry_delay_seconds=5, retry_condition_fn=is_worth_another_try)
def reinforce_policy(job_file: str) -> str:
    """Serve rewards and train, going on from the last complete checkpoint; returns the job file again."""
    run_reinforcement(Path(job_file), Progress(read_job(Path(job_file)).spec.output).tell)
    return job_file


@task(name="publish policy", retries=2, retry_delay_seconds=2)
def publish_policy(job_file: str) -> dict[str, Any]:
    """Write answers and manifest beside the policy, and leave rewards and flaws as artifacts; returns the manifest."""
    output = Path(read_job(Path(job_file)).spec.output)
    publish_earnings(output)
    manifest = write_model_manifest(Path(job_file))
    lines = metrics.read(output / folder.METRICS)
    picture = base64.b64encode(reward_plot(lines)).decode()
    name, title = artifact_key("rewards", output.name), f"Rewards and flaws of {output}"
    create_image_artifact(f"data:image/png;base64,{picture}", key=name, description=title)
    create_table_artifact(flaw_rows(lines), key=artifact_key("flaws", output.name), description=f"Flaws of {output}")
    return manifest.model_dump(mode="json")
