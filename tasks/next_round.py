"""The spec of a campaign's next round: its size and its weights, from what the earlier rounds left in the lake."""

from schemas.spec import CampaignSpec, EvolveSpec
from tasks.lake.lake import Lake
from tasks.schedule import scheduled
from tasks.sizing import round_size
from tasks.standing import left_of, standing


def next_round(spec: CampaignSpec) -> EvolveSpec:
    """What the next round is made by; the same lake and the same spec give the same."""
    lake = Lake(spec.lake)
    now = standing(lake, spec.campaign)
    budget = left_of(spec.campaign_budget, now, spec.budget) or spec.budget
    update = {"budget": budget, "children": round_size(spec, lake, now), **scheduled(spec, lake, now)}
    return spec.for_round().model_copy(update=update)
