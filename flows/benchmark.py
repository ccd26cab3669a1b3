"""A benchmark run: questions → answers → programs → scores → store."""

from typing import Any, cast

from prefect import flow
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.attempts import resumable
from schemas.benchmark_spec import BenchmarkSpec
from tasks.answer_items import answer_items
from tasks.answering.vllm_server import served
from tasks.begin_benchmark import begin_benchmark
from tasks.publish_benchmark import publish_benchmark
from tasks.score_answers import score_answers
from tasks.stage import finish

RUNNER = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=128))
"""A thread for both stages of every shard."""


@flow(name="benchmark", flow_run_name="{spec.run} benchmark", task_runner=RUNNER, persist_result=False)
@resumable
def benchmark(spec: BenchmarkSpec) -> dict[str, Any]:
    """Have a model's answers, recorded or asked for now, run and scored by every rule; resumes where it stopped."""
    with served(spec.serve):
        shards = begin_benchmark(spec)
        answered = answer_items.map(shards)
        scored = score_answers.map(answered)
        finish(answered, scored)
        return publish_benchmark(shards)
