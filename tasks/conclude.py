"""Stage: say which limit ended a campaign, in its lake and as an artifact."""

from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.events import emit_event

from schemas.limit import Limit
from schemas.spec import CampaignSpec
from tasks.lake.endings import write_ending
from tasks.lake.lake import Lake
from tasks.standing import how_it_ended
from tasks.survive import artifact_key

ENDED = "optmill.campaign.ended"


@task(name="conclude", retries=2, retry_delay_seconds=2)
def conclude(spec: CampaignSpec, limit: Limit) -> dict[str, Any]:
    """Write down how a campaign ended."""
    ending = how_it_ended(spec, limit)
    write_ending(Lake(spec.lake), ending)
    key = artifact_key("ending", spec.campaign)
    create_markdown_artifact(f"{ending.sentence}.\n", key=key, description=f"Why {spec.campaign} ended")
    emit_event(
        ENDED,
        resource={"prefect.resource.id": f"optmill.campaign.{spec.campaign}", "prefect.resource.name": spec.campaign},
        payload={"lake": spec.lake, "campaign": spec.campaign, "limit": limit.value, "key": ending.key},
    )
    return ending.model_dump(mode="json")
