"""An ablation: each arm's training set → its model → the same questions."""

from typing import Any

from prefect import flow

from flows.finetune import finetune
from schemas.ablation_spec import AblationSpec, Variation
from tasks.evaluate_model import evaluate_model, questions_for
from tasks.export_examples import export_examples
from tasks.tabulate_arms import arm_cells, tabulate_arms

WHOLE = Variation(name="whole")
"""The set that nothing was left out of: its test split asks all arms."""


@flow(name="ablation", flow_run_name="{spec.output} ablation", persist_result=False)
def ablate(spec: AblationSpec) -> list[dict[str, Any]]:
    """Train and ask every arm of the grid, and table it; arms that are finished are not trained again."""
    whole = export_examples(spec.export_of(WHOLE))
    questions = questions_for(spec.evaluation, whole["spec"]["output"], f"{spec.output}/questions")
    arms: list[dict[str, Any]] = []
    for variation in spec.sets:
        export_examples(spec.export_of(variation))
        for training in spec.trainings:
            arm = spec.finetune_of(variation, training)
            manifest = finetune(arm)
            rate = evaluate_model(manifest["result"]["model"], questions, f"{arm.output}/answers", spec.evaluation)
            arms.append(arm_cells((variation.name, training.name), manifest, rate))
    return tabulate_arms(arms, spec.output)
