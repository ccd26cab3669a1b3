"""An export: what the lake accepted becomes a training set."""

from typing import Any

from prefect import flow

from schemas.export_spec import ExportSpec
from tasks.export_examples import export_examples, push_examples


@flow(name="export", flow_run_name="{spec.output} export", persist_result=False)
def export_set(spec: ExportSpec = ExportSpec()) -> dict[str, Any]:
    """Select, decontaminate, split, render and write; then push where a data set is named."""
    manifest = export_examples(spec)
    address = push_examples(spec)
    return {"manifest": manifest, "address": address}
