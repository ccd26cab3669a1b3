"""Where a campaign stands: its published rounds, and what they accepted."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from schemas.budget import Budget
from schemas.ending import Ending, told
from schemas.frozen import content_hash
from schemas.limit import Limit
from schemas.round import Interval, Manifest
from schemas.spec import CampaignSpec
from tasks.lake.lake import Lake
from tasks.survival import TOTAL, wilson
from tasks.survival_read import read_campaign_survival

BARREN = 100
"""Candidates in a row without an accepted one after which a campaign gives its target up."""
ROUNDING = 1e-9
"""US dollars by which two sums of the same costs may differ."""


class Standing:
    """The published rounds of a campaign; of its seeds only what they cost is counted."""

    def __init__(self, rounds: Sequence[Manifest]) -> None:
        """Take the rounds' manifests, in order."""
        self.rounds = tuple(manifest for manifest in rounds if manifest.round > 0)
        self.paid = tuple(rounds)
        """All rounds that teachers were paid in: that of the seeds, too."""

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

    @cached_property
    def cost_usd(self) -> float:
        """What teachers were paid, in US dollars."""
        return math.fsum(manifest.cost_usd for manifest in self.paid)

    @cached_property
    def tokens(self) -> int:
        """Tokens that were paid for."""
        return sum(manifest.tokens for manifest in self.paid)

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
    return Standing(lake.manifests(campaign))


def left_of(budget: Budget, now: Standing, of_round: Budget) -> Budget | None:
    """What a campaign's budget leaves for its next round, within the round's own; None: it is used up."""
    usd, tokens = budget.most_usd - now.cost_usd, budget.most_tokens - now.tokens
    if (budget.most_usd and usd <= 0) or (budget.most_tokens and tokens <= 0):
        return None
    return Budget(
        most_usd=least_limit(of_round.most_usd, usd if budget.most_usd else 0.0),
        most_tokens=int(least_limit(of_round.most_tokens, tokens if budget.most_tokens else 0)),
    )


def least_limit(*limits: float) -> float:
    """The least of several limits, of which 0 is none."""
    return min((limit for limit in limits if limit), default=0.0)


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
        Limit.budget: left_of(spec.campaign_budget, now, spec.budget) is None or ran_out(now, spec),
        Limit.barren: bool(spec.target) and now.like(spec).barren >= BARREN,
        Limit.most_seconds: bool(spec.most_seconds) and seconds >= spec.most_seconds,
    }
    return next((limit for limit, is_reached in reached.items() if is_reached), None)


def ran_out(now: Standing, spec: CampaignSpec) -> bool:
    """Whether the latest round could not go on, and the next one would get no more than that one left.

    What is left then would not pay for a candidate. Where the round's own `budget` stopped it, or the campaign's was
    raised since, the next one gets more.
    """
    limited = bool(spec.campaign_budget.most_usd or spec.campaign_budget.most_tokens)
    if not limited or not now.paid or not now.paid[-1].out_of_budget:
        return False
    last, had = now.paid[-1], now.paid[-1].spec.budget
    next_one = left_of(spec.campaign_budget, now, spec.budget) or Budget()
    pots = (
        (last.cost_usd, had.most_usd, next_one.most_usd),
        (last.tokens, had.most_tokens, next_one.most_tokens),
    )
    found = [(paid / most, most - paid, offered) for paid, most, offered in pots if most]
    _, left, offered = max(found, default=(0.0, 0.0, 0.0))  # of two limits, the one that it came nearest to
    return 0 < offered <= left + ROUNDING


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
        cost_usd=now.cost_usd,
        tokens=now.tokens,
        key=content_hash([spec.campaign, [[m.round, m.spec_hash, m.finished] for m in now.rounds]]),
        chain=spec.chain,
        rejected=dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )
    return told(ending)
