"""What follows campaigns that have ended: one campaign's next link, or those of all, for what events missed."""

from datetime import UTC, datetime

from prefect import flow
from prefect.client.orchestration import get_client

from deployments.patrol import patrol
from tasks.follow_chain import follow_chain
from tasks.lake.lake import Lake


@flow(name="follow", flow_run_name="{campaign} follow", persist_result=False)
def follow(lake: str = "lake", campaign: str = "default") -> str:
    """Start the next link of a campaign's chain, where its turn has come.

    Args:
        lake: Folder (or fsspec address) of the lake.
        campaign: Name of the campaign.
    """
    return follow_chain(lake, campaign)


@flow(name="sweep", flow_run_name="sweep", persist_result=False)
def sweep(lakes: tuple[str, ...] = ("lake",)) -> list[str]:
    """Start what follows any campaign that has ended and what no event led to, and runs again that were lost.

    Args:
        lakes: Folders (or fsspec addresses) of lakes.
    """
    with get_client(sync_client=True) as client:
        resumed = patrol(client, datetime.now(UTC), watched_since=datetime.now(UTC))
    return resumed + [follow_chain(lake, campaign) for lake in lakes for campaign in Lake(lake).campaigns()]
