"""Stage: tell the world that a round is in the lake, as an event that automations can act on."""

from typing import Any

from prefect import task
from prefect.events import emit_event

PUBLISHED = "optmill.round.published"


def partition_id(campaign: str, number: int) -> str:
    """Resource id of a partition."""
    return f"optmill.partition.{campaign}.{number}"


@task(name="announce", retries=2, retry_delay_seconds=2)
def announce(manifest: dict[str, Any]) -> None:
    """Emit the event of a published partition: the partition, the earlier ones that it came from, and its counts."""
    campaign, number = manifest["campaign"], manifest["round"]
    parents = [
        {"prefect.resource.id": partition_id(campaign, n), "prefect.resource.role": "parent"} for n in range(number)
    ]
    emit_event(
        PUBLISHED,
        resource={
            "prefect.resource.id": partition_id(campaign, number),
            "prefect.resource.name": f"{campaign} {number}",
        },
        related=parents,
        payload={
            "lake": manifest["spec"]["lake"],
            "spec_hash": manifest["spec_hash"],
            **{name: manifest[name] for name in ("campaign", "round", "children", "accepted", "rejected", "cost_usd")},
        },
    )
