"""Stage: accepted problems become a training set in a folder."""

from typing import Any

from prefect import task

from schemas.export_spec import ExportSpec
from tasks.export.making import make_export
from tasks.export.pushing import push_export, refuse_without_token


@task(name="export")
def export_examples(spec: ExportSpec) -> dict[str, Any]:
    """Make the training set; returns its manifest."""
    refuse_without_token(spec)
    return make_export(spec).model_dump(mode="json")


@task(name="push", retries=2, retry_delay_seconds=10)
def push_examples(spec: ExportSpec) -> str:
    """Push it to the Hub; returns its address, empty where nobody asked for that."""
    return push_export(spec) if spec.push_to else ""
