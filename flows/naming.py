"""Names and tags of flow runs, which say campaign and round."""

from typing import Any

from prefect.context import TagsContext
from prefect.runtime import flow_run

from tasks.lake.lake import Lake


def round_name() -> str:
    """Name of an evolve run: the campaign, and the round that it makes or goes on with."""
    spec: Any = flow_run.parameters["spec"]
    return f"{spec.campaign} round {max((*Lake(spec.lake).published_rounds(spec.campaign), 0)) + 1}"


def campaign_tag(campaign: str) -> str:
    """Tag of each round that is evolved for a campaign."""
    return f"campaign:{campaign}"


def untagged() -> TagsContext:
    """Within it, task runs carry no tag of their flow run: each tagged one asks the server for a slot of its tags."""
    return TagsContext(current_tags=set())
