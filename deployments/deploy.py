"""Deploys: all of `prefect.yaml`, or one campaign with its own spec and schedule."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.runner.storage import LocalStorage

from deployments.settings import FOLDER

POOL = "optmill"
"""The work pool that rounds run in."""


class DeployError(RuntimeError):
    """Prefect did not take a deployment; the message holds its words."""


def deploy_all(home: Path) -> None:
    """Deploy everything in `prefect.yaml`; what is there already is brought up to date.

    Args:
        home: folder that runs work in: a relative lake lies there.

    Raises:
        DeployError: Prefect refused one.
    """
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
    command += ["--prefect-file", str(FOLDER / "prefect.yaml")]
    environment = os.environ | {"OPTMILL_HOME": str(home)}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        command, cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DeployError(f"prefect deploy failed: {(done.stderr or done.stdout).strip()[-2000:]}")


def deploy_campaign(flow: Any, spec: dict[str, Any], home: Path, cron: str) -> str:
    """Deploy one campaign under its own name, on a schedule, one run at a time.

    Args:
        flow: the campaign's flow.
        spec: its parameter, JSON-like.
        home: folder that runs work in.
        cron: when, such as `0 2 * * *` in UTC; empty: only when asked.

    Returns:
        The deployment's name, such as `campaign/logistics`.
    """
    deployment = RunnerDeployment.from_entrypoint(
        entrypoint=f"{flow.fn.__module__}.{flow.fn.__name__}",
        name=spec["campaign"],
        parameters={"spec": spec},
        tags=["optmill"],
        description=flow.description,
        work_pool_name=POOL,
        job_variables={"working_dir": str(home)},
        cron=cron or None,
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE),
    )
    deployment.storage = LocalStorage(str(home))  # where the run works: in a container, too
    deployment.apply()
    return f"{flow.name}/{spec['campaign']}"


def check_cron(cron: str) -> None:
    """Raise ValueError where a schedule can't be read."""
    CronSchedule(cron=cron, timezone="UTC")
