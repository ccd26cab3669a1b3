"""Flaws of finished trajectories, from checkpoint to checkpoint (CALM, appendices F and J)."""

from typing import Any

from prefect import flow

from schemas.flaw_spec import FlawSpec
from tasks.classify_flaws import classify_flaws


@flow(name="flaws", flow_run_name="{spec.run} flaws", persist_result=False)
def flaws(spec: FlawSpec) -> dict[str, Any]:
    """Name the flaws of every trajectory by code and by a judge, and table them by checkpoint and benchmark."""
    return classify_flaws(spec)
