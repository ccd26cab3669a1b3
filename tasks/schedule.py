"""The schedule of a campaign: operators' weights, parents and technique of the next round, from the published ones.

Weights rest on rounds of the same recipe in the lake and on the spec, and on no clock: the same lake gives the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.round import Survival
from schemas.schedule import Measure, Phase, ScheduleKind
from schemas.spec import CampaignSpec
from schemas.strategy import Strategy
from tasks.lake.lake import Lake
from tasks.standing import Standing
from tasks.survival import TOTAL
from tasks.survival_read import read_campaign_survival

PRIOR = 10
"""Candidates that the campaign's own survival counts for, in that of an operator that was drawn rarely."""
SMALL = 0.01
"""Below this, a weight is rounded by its own digits."""


def scheduled(spec: CampaignSpec, lake: Lake, now: Standing) -> dict[str, Any]:
    """Fields of the next round's spec that the schedule sets."""
    numbers = [manifest.round for manifest in now.like(spec).rounds]
    match spec.schedule.kind:
        case ScheduleKind.survival:
            rows = [row for row in read_campaign_survival(lake, spec.campaign) if row.round in numbers]
            return {"strategies": weigh(spec, [row for row in rows if row.checker == TOTAL])}
        case ScheduleKind.curriculum:
            phase = reached(spec.schedule.phases, [median_size(lake, spec.campaign, number) for number in numbers])
            return in_phase(spec, phase)
        case _:
            return {}


def weigh(spec: CampaignSpec, totals: Sequence[Survival]) -> tuple[Strategy, ...]:
    """The strategies, with the weight of each operator scaled to how it fares beside the best one.

    Args:
        spec: with the operators' own weights, and the least share of them that is kept.
        totals: rows from birth to acceptance.
    """
    scores = {
        (strategy.name, operator): score(spec.schedule.measure, totals, (strategy.name, operator))
        for strategy in spec.strategies
        for operator, weight in strategy.operators.items()
        if weight
    }
    best = max(scores.values())
    shares = {key: max(spec.schedule.floor, value / best) if best else 1.0 for key, value in scores.items()}
    return tuple(rescale(strategy, shares) for strategy in spec.strategies)


def rescale(strategy: Strategy, shares: Mapping[tuple[str, str], float]) -> Strategy:
    """A strategy with each weight times its share."""
    weights = {
        operator: rounded(weight * shares.get((strategy.name, operator), 1.0))
        for operator, weight in strategy.operators.items()
    }
    return strategy.model_copy(update={"operators": weights})


def rounded(weight: float) -> float:
    """A weight with few digits; a small one keeps some, for nothing would never be drawn again."""
    return round(weight, 4) if weight >= SMALL else float(f"{weight:.4g}")


def score(measure: Measure, totals: Sequence[Survival], of: tuple[str, str]) -> float:
    """How an operator fares: its survival (drawn towards that of all while it was tried rarely), or that by token."""
    own = [row for row in totals if (row.strategy, row.operator) == of]
    entered, passed, everyone = counted(own), sum(row.passed for row in own), counted(totals)
    usual = sum(row.passed for row in totals) / everyone if everyone else 1.0
    survival = (passed + PRIOR * usual) / (entered + PRIOR)
    if measure is Measure.survival or not everyone:
        return survival
    usual_tokens = sum(row.tokens for row in totals) / everyone
    tokens = (sum(row.tokens for row in own) + PRIOR * usual_tokens) / (entered + PRIOR)
    return survival / tokens if tokens else survival


def counted(rows: Sequence[Survival]) -> int:
    """Candidates of some rows."""
    return sum(row.entered for row in rows)


def reached(phases: Sequence[Phase], sizes: Sequence[float]) -> Phase:
    """The phase that the next round is in.

    Args:
        phases: in order.
        sizes: median size of the accepted problems of each round so far.
    """
    at = spent = 0
    for size in sizes:
        spent += 1
        if at + 1 < len(phases) and is_over(phases[at], spent, size):
            at, spent = at + 1, 0
    return phases[at]


def is_over(phase: Phase, spent: int, size: float) -> bool:
    """Whether a phase has lasted long enough, or made problems that are hard enough."""
    by_rounds = phase.most_rounds is not None and spent >= phase.most_rounds
    return by_rounds or (phase.difficulty is not None and size >= phase.difficulty)


def in_phase(spec: CampaignSpec, phase: Phase) -> dict[str, Any]:
    """What a phase sets."""
    strategies = tuple(
        strategy.model_copy(
            update={"operators": {name: phase.weights.get(name, own) for name, own in strategy.operators.items()}}
        )
        for strategy in spec.strategies
    )
    fields: dict[str, Any] = {"strategies": strategies, "technique": phase.technique or spec.technique}
    return fields | ({"selection": phase.selection} if phase.selection else {})


def median_size(lake: Lake, campaign: str, number: int) -> float:
    """Variables and constraints of the median accepted problem of a round; 0 where none was accepted."""
    import polars as pl

    size = pl.col("difficulty").struct.field("variables") + pl.col("difficulty").struct.field("constraints")
    of_round = (pl.col("campaign") == campaign) & (pl.col("round") == number) & pl.col("rejected_stage").is_null()
    median = lake.ask("candidates", lambda rows: rows.filter(of_round).select(size.median())).item()
    return float(median or 0.0)
