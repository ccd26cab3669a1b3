"""A fine-tuning and what it is worth: base and tuned model are asked the same held-out questions."""

from typing import Any

from prefect import flow

from flows.finetune import finetune
from schemas.comparison_spec import ComparisonSpec
from tasks.evaluate_model import compare_models, evaluate_model, questions_for


@flow(name="finetune_and_compare", flow_run_name="{spec.finetune.output} compared", persist_result=False)
def finetune_and_compare(spec: ComparisonSpec) -> dict[str, Any]:
    """Fine-tune, then ask base and tuned model, and report the difference with its interval."""
    output = spec.finetune.output
    questions = questions_for(spec.evaluation, spec.finetune.data, f"{output}/questions")
    manifest = finetune(spec.finetune)
    base = evaluate_model(spec.finetune.model, questions, f"{output}/base_answers", spec.evaluation)
    tuned = evaluate_model(manifest["result"]["model"], questions, f"{output}/tuned_answers", spec.evaluation)
    return {"manifest": manifest, "comparison": compare_models(base, tuned, output)}
