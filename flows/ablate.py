"""An ablation: each arm's training set → its model → the same benchmark."""

from typing import Any

from prefect import flow

from flows.benchmark import benchmark
from flows.finetune import finetune
from schemas.ablation_spec import AblationSpec, Variation
from tasks.export_examples import export_examples
from tasks.plan_benchmarks import plan_tuned
from tasks.tabulate_arms import arm_cells, tabulate_arms

WHOLE = Variation(name="whole")
"""The set that nothing was left out of: its test split asks all arms."""


@flow(name="ablation", flow_run_name="{spec.output} ablation", persist_result=False)
def ablate(spec: AblationSpec) -> list[dict[str, Any]]:
    """Train and benchmark every arm of the grid, and table it; arms that are finished are not trained again."""
    questions = export_examples(spec.export_of(WHOLE))["spec"]["output"]
    arms: list[dict[str, Any]] = []
    for variation in spec.sets:
        export_examples(spec.export_of(variation))
        for training in spec.trainings:
            manifest = finetune(spec.finetune_of(variation, training))
            scored = benchmark(plan_tuned(spec.evaluation, manifest, questions))
            arms.append(arm_cells((variation.name, training.name), manifest, scored))
    return tabulate_arms(arms, spec.output)
