"""The HTML report of a lake, from Prefect's pages."""

from prefect import flow

from tasks.show_report import show_report


@flow(name="report", flow_run_name="{lake} report", persist_result=False)
def report(lake: str = "lake", campaign: str = "") -> str:
    """Write one self-contained HTML page about a campaign, and link it.

    Args:
        lake: Folder (or fsspec address) of the lake.
        campaign: Name of the campaign; empty: the one that was added to last.
    """
    return show_report(lake, campaign)
