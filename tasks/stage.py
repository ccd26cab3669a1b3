"""How a stage meets Prefect: a task over one shard, cached by round, shard and spec; its result is the shard's path.

The task runner may have it run in another process than the flow's: there the stage joins the round first.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import httpx
from prefect import task
from prefect.concurrency.asyncio import ConcurrencySlotAcquisitionError
from prefect.context import FlowRunContext, TaskRunContext
from prefect.exceptions import CrashedRun
from prefect.futures import PrefectFutureList, wait

from schemas.candidate import Stage
from schemas.frozen import content_hash
from tasks.teacher.teacher import TeacherRefused
from tasks.tenure import RoundLost
from tasks.workshop import Shard, Workshop, join_workshop, number_of, open_workshop

LOST_SERVER = (httpx.TransportError, ConcurrencySlotAcquisitionError)
"""What a run meets where Prefect's server is away; a task with a tag asks it for a slot before it begins."""


class RoundFailed(RuntimeError):
    """A stage of the round failed for good; what is finished stays, and the same command goes on from there."""


def shard_key(context: TaskRunContext, parameters: dict[str, Any]) -> str:
    """Cache key of a stage's work on a shard: a finished shard is not repeated when its round is retried."""
    path = Path(parameters["shard"])
    workshop = joined(path.parent)
    key = f"{context.task.name}-{path.name}-{content_hash([str(path), workshop.spec_hash, workshop.begun])}"
    return believed(context, key, [workshop.shard(number_of(path))])


def believed(context: TaskRunContext, key: str, shards: Sequence[Shard]) -> str:
    """A cache key; another one where its result says that a stage is finished, and the ledger has lost some of it.

    A machine's end may take lines along, and who is told of a bad line takes it away.
    """
    undone = any(shard.waiting(Stage(context.task.name)) for shard in shards)
    return f"{key}-{uuid4().hex}" if undone and context.result_store.exists(key) else key


def is_worlds_fault(task: Any, run: Any, state: Any) -> bool:
    """Whether a failure is worth another try: a teacher that refuses will refuse again, a lost round stays lost."""
    _ = task, run
    return not isinstance(state.result(raise_on_failure=False), TeacherRefused | RoundLost)


def current_run() -> str:
    """The flow run that this is part of, and which attempt of it; empty outside flows."""
    context = FlowRunContext.get()
    return f"{context.flow_run.id} {context.flow_run.run_count}" if context and context.flow_run else ""


def joined(folder: Path) -> Workshop:
    """The workshop of a round's folder, as a stage finds it: this process's own, or that of the flow's process."""
    run = current_run()
    return join_workshop(folder, run) if run else open_workshop(folder)


def stage(name: str) -> Any:
    """Decorator for a stage's task: retried when the world broke, cached once it is finished."""

    def run_name(parameters: dict[str, Any]) -> str:
        return f"{name} {Path(parameters['shard']).name}"

    def decorate(work: Callable[[str], str]) -> Any:
        @wraps(work)
        def work_on(shard: str) -> str:
            joined(Path(shard).parent)
            return work(shard)

        return task(
            name=name,
            task_run_name=cast("Any", run_name),
            retry_condition_fn=is_worlds_fault,
            retries=2,
            retry_delay_seconds=2,
            cache_key_fn=shard_key,
            persist_result=True,
            result_serializer="json",
        )(work_on)

    return decorate


def finish(*stages: PrefectFutureList[Any]) -> None:
    """Wait for all shards and raise where one failed: Prefect alone would call the flow completed.

    Raises:
        RoundFailed: a person has to look.
        CrashedRun: the server was away, so that the round goes on by itself.
    """
    last = stages[-1]
    done = wait(list(last)).done
    if len(done) == len(last) and all(future.state.is_completed() for future in last):
        return
    broken = [future for stage in stages for future in stage if not future.state.is_completed()]
    failures = [future.state.result(raise_on_failure=False) for future in broken if future.state.is_failed()]
    if failures and all(isinstance(failure, LOST_SERVER) for failure in failures):
        raise CrashedRun(str(broken[0].state.message))
    raise RoundFailed(
        f"{sum(not future.state.is_completed() for future in last)} of {len(last)} shards failed. "
        f"{broken[0].state.message}. Finished work is kept: run the same command again, or press Retry."
    )
