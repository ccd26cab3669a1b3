"""A campaign: rounds until the round limit, the target or the time is met."""

import time
from typing import Any

from prefect import flow

from flows.evolve import evolve
from schemas.spec import CampaignSpec
from tasks.progress import campaign_accepted, campaign_rounds


@flow(name="campaign", flow_run_name="{spec.campaign} campaign", persist_result=False)
def campaign(spec: CampaignSpec) -> list[dict[str, Any]]:
    """Evolve round after round; each draws parents from all that the earlier ones left in the lake."""
    started = time.monotonic()
    manifests: list[dict[str, Any]] = []
    while wants_another_round(spec, time.monotonic() - started):
        manifests.append(evolve(spec.for_round()))
    return manifests


def wants_another_round(spec: CampaignSpec, seconds: float) -> bool:
    """Whether neither rounds, nor target, nor time are used up."""
    if campaign_rounds(spec.lake, spec.campaign) >= spec.rounds:
        return False
    if spec.target and campaign_accepted(spec.lake, spec.campaign) >= spec.target:
        return False
    return not spec.most_seconds or seconds < spec.most_seconds
