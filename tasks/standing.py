"""Where a campaign stands: its published rounds, and what they accepted."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from schemas.ending import Ending, Limit, told
from schemas.round import Interval, Manifest
from schemas.spec import CampaignSpec
from tasks.lake.lake import Lake
from tasks.survival import TOTAL, wilson
from tasks.survival_read import read_campaign_survival

BARREN = 100
"""Candidates in a row without an accepted one after which a campaign gives its target up."""


class Standing:
    """The published rounds of a campaign, seeds not counted."""

    def __init__(self, rounds: Sequence[Manifest]) -> None:
        """Take the rounds' manifests, in order."""
        self.rounds = tuple(rounds)

    @cached_property
    def children(self) -> int:
        """Candidates of all rounds."""
        return sum(manifest.children for manifest in self.rounds)

    @cached_property
    def accepted(self) -> int:
        """Accepted problems of all rounds."""
        return sum(manifest.accepted for manifest in self.rounds)

    def like(self, spec: CampaignSpec) -> "Standing":
        """The rounds that were made by the same recipe, whatever their sizes: what they tell holds for the next."""
        recipe = spec.recipe_hash()
        return Standing([manifest for manifest in self.rounds if manifest.spec.recipe_hash() == recipe])

    @property
    def survival(self) -> Interval:
        """Share of candidates that were accepted."""
        return wilson(self.accepted, self.children)

    @property
    def barren(self) -> int:
        """Candidates of the latest rounds that accepted nothing."""
        count = 0
        for manifest in reversed(self.rounds):
            if manifest.accepted:
                break
            count += manifest.children
        return count


def standing(lake: Lake, campaign: str) -> Standing:
    """Where a campaign stands."""
    return Standing([manifest for manifest in lake.manifests(campaign) if manifest.round > 0])


def limit_reached(spec: CampaignSpec, seconds: float = 0.0) -> Limit | None:
    """The first limit that forbids another round; None where none does.

    Args:
        spec: with the limits.
        seconds: since the campaign was started, this time.
    """
    now = standing(Lake(spec.lake), spec.campaign)
    reached = {
        Limit.target: bool(spec.target) and now.accepted >= spec.target,
        Limit.rounds: bool(spec.most_rounds) and len(now.rounds) >= spec.most_rounds,
        Limit.most_candidates: bool(spec.most_candidates) and now.children >= spec.most_candidates,
        Limit.barren: bool(spec.target) and now.like(spec).barren >= BARREN,
        Limit.most_seconds: bool(spec.most_seconds) and seconds >= spec.most_seconds,
    }
    return next((limit for limit, is_reached in reached.items() if is_reached), None)


def how_it_ended(spec: CampaignSpec, limit: Limit) -> Ending:
    """The campaign as it stands, and the limit that ended it, in numbers and in words."""
    lake = Lake(spec.lake)
    now, reasons = standing(lake, spec.campaign), Counter[str]()
    for row in read_campaign_survival(lake, spec.campaign):
        if row.checker == TOTAL:
            reasons.update(row.reasons)
    ending = Ending(
        campaign=spec.campaign,
        limit=limit,
        target=spec.target,
        rounds=len(now.rounds),
        candidates=now.children,
        accepted=now.accepted,
        rejected=dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )
    return told(ending)
