"""CALM: problems → trajectories → hints where they are flawed → golden ones → store (CALM, figure 5)."""

from typing import Any, cast

from prefect import flow
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.attempts import resumable
from schemas.curate_spec import CurateSpec
from tasks.answering.vllm_server import served
from tasks.begin_curation import begin_curation
from tasks.intervene import intervene
from tasks.publish_curation import publish_curation
from tasks.reason import reason
from tasks.stage import finish

RUNNER = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=128))
"""A thread for both stages of every shard."""


@flow(name="curate", flow_run_name="{spec.run} curation", task_runner=RUNNER, persist_result=False)
@resumable
def curate(spec: CurateSpec) -> dict[str, Any]:
    """Have a reasoner's trajectories looked at and mended by light hints; keeps all, marks the golden; resumes."""
    with served(spec.serve):
        shards = begin_curation(spec)
        reasoned = reason.map(shards)
        healed = intervene.map(reasoned)
        finish(reasoned, healed)
        return publish_curation(shards)
