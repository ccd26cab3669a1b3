"""Where a round's stages run: in threads of this process, or on the workers of a Dask or Ray cluster.

`OPTMILL_TASK_RUNNER` chooses: `threads` (default), `dask` or `ray` for workers on this machine, or the address of a
cluster that stands elsewhere, `tcp://host:8786` or `ray://host:10001`. `OPTMILL_WORKERS` says how many worker processes
share the work, and with it the limits of teachers and solvers. Neither decides a row.
"""
# pyright: reportMissingImports=false, reportUnknownVariableType=false, reportUnknownParameterType=false
# pyright: reportUnknownMemberType=false, reportMissingTypeStubs=false, reportUnknownArgumentType=false
# Reason: Dask and Ray are installed where somebody wants them.

import logging
import os
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

from prefect.client.schemas.objects import State
from prefect.futures import PrefectConcurrentFuture, PrefectFuture
from prefect.states import Pending
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.errors import UsageError
from tasks.cluster import RUNNER, THREADS, asked_runner, asked_workers

SHARD_STAGES = 12
MOST_SHARDS = 64
ANY_FREE_PORT = "127.0.0.1:0"
REMEDY = "install it with pip install -c constraints.txt -e '.[scale]'"

Runner = TaskRunner[PrefectFuture[Any]]


def task_runner() -> Runner:
    """The task runner that the environment asks for.

    Raises:
        UsageError: it asks for none that there is, or for one whose library is not installed.
        WorkersError: the number of workers is missing or none.
    """
    asked = asked_runner()
    asked_workers()
    try:
        if asked == THREADS:
            return threads()
        if asked == "dask" or asked.startswith(("tcp://", "tls://")):
            return dask("" if asked == "dask" else asked)
        if asked == "ray" or asked.startswith("ray://"):
            return ray("" if asked == "ray" else asked)
    except ImportError as error:
        raise UsageError(f"{RUNNER} is {asked}, and {error.name} is not installed; {REMEDY}") from error
    raise UsageError(
        f"{RUNNER} is {asked!r}, which is no task runner; set it to threads, dask, ray, or the address of a cluster: "
        "tcp://HOST:8786 of a Dask scheduler, ray://HOST:10001 of a Ray head"
    )


def threads() -> Runner:
    """A thread for every stage of every shard: one that waits for the stage before costs nothing."""
    return cast("Runner", Threads(max_workers=MOST_SHARDS * SHARD_STAGES))


class Threads(ThreadPoolTaskRunner[Any]):
    """Prefect's threads, which ask no server how the stages before are doing."""

    def submit(self, *args: Any, **options: Any) -> Any:
        """Start a stage of a shard."""
        future = super().submit(*args, **options)
        return KnownFuture(future.task_run_id, future.wrapped_future)


class KnownFuture(PrefectConcurrentFuture[Any]):
    """A stage in a thread of ours: its state is known here, where Prefect's own future asks the server for it."""

    @property
    def state(self) -> State[Any]:
        """The state in which it ended; pending until then."""
        if self._final_state is None and self.wrapped_future.done():
            self.wait()
        return self._final_state or Pending()


def dask(address: str) -> Runner:
    """Workers of a Dask cluster; without an address, of one on this machine that lasts as long as this process."""
    from prefect_dask.task_runners import DaskTaskRunner

    own: Any = local_dask
    return cast("Runner", DaskTaskRunner(address=address) if address else DaskTaskRunner(cluster_class=own))


@contextmanager
def local_dask() -> Generator[Any]:
    """This process's own Dask cluster: the rounds of a campaign share it, and with it what its workers have loaded."""
    yield dask_cluster()


@cache
def dask_cluster() -> Any:
    """Start the cluster; in each worker, as many stages may wait for teachers and solvers as there are shards.

    Its pages are off, and yet Dask listens for them: on port 8787 unless told otherwise, where a second cluster on
    this machine already may.
    """
    from distributed import LocalCluster

    return LocalCluster(
        n_workers=asked_workers(),
        threads_per_worker=MOST_SHARDS,
        dashboard_address=ANY_FREE_PORT,
        scheduler_kwargs={"dashboard": False},
    )


def ray(address: str) -> Runner:
    """Workers of a Ray cluster, one stage at a time on each; without an address, of one on this machine."""
    from prefect_ray import RayTaskRunner

    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address:
        return cast("Runner", RayTaskRunner(address=address, init_kwargs=quiet))
    own = {"num_cpus": asked_workers(), "include_dashboard": False}
    return cast("Runner", RayTaskRunner(init_kwargs=own | quiet))
