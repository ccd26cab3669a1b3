"""A fine-tuning and what it is worth: a benchmark asks base and tuned model the same questions."""

from typing import Any

from prefect import flow

from flows.benchmark import benchmark
from flows.finetune import finetune
from schemas.comparison_spec import ComparisonSpec
from tasks.compare_runs import compare_runs
from tasks.plan_benchmarks import plan_base, plan_tuned


@flow(name="finetune_and_compare", flow_run_name="{spec.finetune.output} compared", persist_result=False)
def finetune_and_compare(spec: ComparisonSpec) -> dict[str, Any]:
    """Fine-tune, then benchmark base and tuned model, and report the difference with its interval."""
    asked, data = spec.evaluation, spec.finetune.data
    base = plan_base(asked, spec.finetune.model, data)
    manifest = finetune(spec.finetune)
    tuned = plan_tuned(asked, manifest, data)
    return {"manifest": manifest, "comparison": compare_runs(benchmark(base), benchmark(tuned))}
