"""A campaign: rounds until the target, or a limit, is met."""

import time
from typing import Any

from prefect import flow

from flows.evolve import evolve
from flows.found import found
from flows.runner import task_runner
from schemas.spec import CampaignSpec
from tasks.conclude import conclude
from tasks.next_round import next_round
from tasks.standing import limit_reached


@flow(name="campaign", flow_run_name="{spec.campaign} campaign", task_runner=task_runner(), persist_result=False)
def campaign(spec: CampaignSpec) -> dict[str, Any]:
    """Evolve round after round; each draws parents from all that the earlier ones left in the lake."""
    started = time.monotonic()
    found(next_round(spec))
    manifests: list[dict[str, Any]] = []
    while not (limit := limit_reached(spec, time.monotonic() - started)):
        manifests.append(evolve(next_round(spec)))
    return {"manifests": manifests, "ending": conclude(spec, limit)}
