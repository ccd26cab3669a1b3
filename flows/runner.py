"""Where a round's stages run: in threads of this process, or on the workers of a Dask or Ray cluster.

`OPTMILL_TASK_RUNNER` chooses: `threads` (default), `dask` or `ray` for workers on this machine, or the address of a
cluster that stands elsewhere, `tcp://host:8786` or `ray://host:10001`. `OPTMILL_WORKERS` says how many worker processes
share the work, and with it the limits of teachers and solvers. Neither decides a row.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.errors import UsageError

RUNNER = "OPTMILL_TASK_RUNNER"
SHARD_STAGES = 11
MOST_SHARDS = 64

Runner = TaskRunner[PrefectFuture[Any]]


def task_runner() -> Runner:
    """The task runner that the environment asks for.

    Raises:
        UsageError: it asks for none that there is, or for one whose library is not installed.
    """
    asked = os.environ.get(RUNNER, "threads")
    if asked == "threads":
        return threads()
    if asked == "dask" or asked.startswith(("tcp://", "tls://")):
        return dask("" if asked == "dask" else asked)
    if asked == "ray" or asked.startswith("ray://"):
        return ray("" if asked == "ray" else asked)
    raise UsageError(
        f"{RUNNER} is {asked!r}, which is no task runner; set it to threads, dask, ray, or the address of a cluster: "
        "tcp://HOST:8786 of a Dask scheduler, ray://HOST:10001 of a Ray head"
    )


def threads() -> Runner:
    """A thread for every stage of every shard: one that waits for the stage before costs nothing."""
    return cast("Runner", ThreadPoolTaskRunner(max_workers=MOST_SHARDS * SHARD_STAGES))


def dask(address: str) -> Runner:
    """Workers of a Dask cluster; without an address, of one on this machine that lasts as long as this process."""
    from prefect_dask import DaskTaskRunner

    return cast("Runner", DaskTaskRunner(address=address) if address else DaskTaskRunner(cluster_class=local_dask))


@contextmanager
def local_dask() -> Generator[Any]:
    """This process's own Dask cluster: the rounds of a campaign share it, and with it what its workers have loaded."""
    yield dask_cluster()


@cache
def dask_cluster() -> Any:
    from distributed import LocalCluster

    return LocalCluster(n_workers=2, threads_per_worker=MOST_SHARDS, dashboard_address=None)


def ray(address: str) -> Runner:
    """Workers of a Ray cluster; without an address, of one on this machine."""
    from prefect_ray import RayTaskRunner

    if address:
        return cast("Runner", RayTaskRunner(address=address))
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    return cast("Runner", RayTaskRunner(init_kwargs={"num_cpus": 2, "include_dashboard": False}))
