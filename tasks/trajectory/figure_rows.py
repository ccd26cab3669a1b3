"""The figures of a curation as rows of a table, for the terminal and for Prefect's artifacts."""

from collections.abc import Iterable
from typing import Any

from schemas.curation_figures import Agreement, Funnel, TriggerCount
from schemas.flaw_record import FlawRate, TriggerRate

Row = dict[str, Any]


def funnel_rows(funnels: Iterable[Funnel]) -> list[Row]:
    """What is left, and what hints changed."""
    return [
        {
            "set": each.set or "all",
            "trajectories": each.trajectories,
            "right": each.right,
            "golden": each.golden,
            "selected": f"{each.selection_rate:.1%}",
            "right before": f"{each.right_before.share:.1%}",
            "right after": f"{each.right_after.share:.1%}",
            "hints each": f"{each.hints_a_trajectory:.2f}",
            "hint tokens": f"{each.hint_token_share:.2%}",
            "length before": f"{each.tokens_before:.0f}",
            "length after": f"{each.tokens_after:.0f}",
        }
        for each in funnels
    ]


def fate_rows(funnels: Iterable[Funnel]) -> list[Row]:
    """What became of the trajectories."""
    return [
        {"set": each.set or "all", "fate": fate.value.replace("_", " "), "trajectories": number}
        for each in funnels
        for fate, number in each.fates.items()
    ]


def trigger_rows(counts: Iterable[TriggerCount]) -> list[Row]:
    """What was found, look by look."""
    return [
        {
            "set": each.set,
            "look": each.look,
            "trigger": f"{each.trigger.number} {each.trigger.value.replace('_', ' ')}" if each.trigger else "none",
            "count": each.count,
            "share": f"{each.share:.1%}",
        }
        for each in counts
    ]


def agreement_rows(agreements: Iterable[Agreement], first: str = "code", second: str = "intervener") -> list[Row]:
    """How far two agree."""
    return [
        {
            "trigger": f"{each.trigger.number} {each.trigger.value.replace('_', ' ')}",
            "both": each.both,
            f"{first} alone": each.first_only,
            f"{second} alone": each.second_only,
            "neither": each.neither,
            "agreement": f"{each.share:.1%}",
            "kappa": "" if each.kappa is None else f"{each.kappa:.2f}",
        }
        for each in agreements
    ]


def flaw_rows(rates: Iterable[FlawRate]) -> list[Row]:
    """Flaws by trajectory, checkpoint by checkpoint."""
    return [
        {
            "checkpoint": each.checkpoint,
            "set": each.set or "mean of the sets",
            "group": each.group.value,
            "trajectories": each.trajectories,
            "flaws each": f"{each.flaws_each:.3f}",
        }
        for each in rates
    ]


def rate_rows(rates: Iterable[TriggerRate]) -> list[Row]:
    """Share of each trigger, checkpoint by checkpoint."""
    return [
        {
            "checkpoint": each.checkpoint,
            "set": each.set,
            "trigger": f"{each.trigger.number} {each.trigger.value.replace('_', ' ')}",
            "found": each.count,
            "share": f"{each.share:.1%}",
        }
        for each in rates
    ]
