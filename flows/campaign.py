"""A campaign: rounds until the target, or a limit, is met."""

import time
from typing import Any

from prefect import flow, tags

from flows.attempts import resumable
from flows.evolve import evolve
from flows.found import found
from flows.naming import campaign_tag
from flows.runner import task_runner
from schemas.spec import CampaignSpec
from tasks.conclude import conclude
from tasks.follow_chain import follow_chain
from tasks.next_round import next_round
from tasks.show_report import served, show_report
from tasks.standing import limit_reached


@flow(name="campaign", flow_run_name="{spec.campaign} campaign", task_runner=task_runner(), persist_result=False)
@resumable
def campaign(spec: CampaignSpec = CampaignSpec()) -> dict[str, Any]:
    """Evolve round after round; each draws parents from all that the earlier ones left in the lake."""
    started = time.monotonic()
    manifests: list[dict[str, Any]] = []
    found(next_round(spec))
    while not (limit := limit_reached(spec, time.monotonic() - started)):
        with tags(campaign_tag(spec.campaign)):
            manifests.append(evolve(next_round(spec)))
    ending = conclude(spec, limit)
    follow_chain(spec.lake, spec.campaign)
    if served():
        show_report(spec.lake, spec.campaign)
    return {"manifests": manifests, "ending": ending}
