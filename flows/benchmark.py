"""A benchmark run: questions → answers → programs → scores → store."""

from typing import Any

from prefect import flow

from flows.attempts import resumable
from flows.runner import threads
from schemas.benchmark_spec import BenchmarkSpec
from tasks.answer_items import answer_items
from tasks.answering.vllm_server import served
from tasks.begin_benchmark import begin_benchmark
from tasks.publish_benchmark import publish_benchmark
from tasks.score_answers import score_answers
from tasks.stage import finish


@flow(name="benchmark", flow_run_name="{spec.run} benchmark", task_runner=threads(), persist_result=False)
@resumable
def benchmark(spec: BenchmarkSpec) -> dict[str, Any]:
    """Have a model's answers, recorded or asked for now, run and scored by every rule; resumes where it stopped."""
    with served(spec.serve):
        shards = begin_benchmark(spec)
        answered = answer_items.map(shards)
        scored = score_answers.map(answered)
        finish(answered, scored)
        return publish_benchmark(shards)
