"""Stage: plan the benchmark runs that look at base and tuned models."""

from typing import Any

from prefect import task

from schemas.benchmark_spec import BenchmarkSpec
from schemas.evaluation_spec import EvaluationSpec
from schemas.model_manifest import ModelManifest
from tasks.launching.evaluating import base_benchmark, tuned_benchmark


@task(name="plan base benchmark")
def plan_base(spec: EvaluationSpec, model: str, data: str) -> BenchmarkSpec:
    """The run of a base model, before anything is trained: what can't be asked is said at once."""
    return base_benchmark(spec, model, data)


@task(name="plan tuned benchmark")
def plan_tuned(spec: EvaluationSpec, manifest: dict[str, Any], data: str) -> BenchmarkSpec:
    """The run of a trained model."""
    return tuned_benchmark(spec, ModelManifest.model_validate(manifest), data)
