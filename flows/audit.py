"""The audit of a lake, from Prefect's pages."""

from typing import Any

from prefect import flow

from tasks.hold_audit import hold_audit


@flow(name="audit", flow_run_name="{lake} audit", persist_result=False)
def audit(lake: str = "lake", campaign: str = "") -> dict[str, Any]:
    """Run every accepted program again and derive each answer by another way; fails where one disagrees.

    Args:
        lake: Folder (or fsspec address) of the lake.
        campaign: Name of the campaign; empty: all.
    """
    return hold_audit(lake, campaign)
