"""A fine-tuning: rows and recipe → trainer → model with lineage."""

from typing import Any

from prefect import flow

from flows.attempts import resumable
from schemas.finetune_spec import FinetuneSpec
from tasks.train import begin_training, publish_model, train


@flow(name="finetune", flow_run_name="{spec.output} finetune", persist_result=False)
@resumable
def finetune(spec: FinetuneSpec = FinetuneSpec()) -> dict[str, Any]:
    """Train a model on an export; killed or cancelled and run again, it goes on from its last checkpoint."""
    job = begin_training(spec)
    trained = train(job)
    return publish_model(trained)
