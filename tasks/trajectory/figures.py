"""The figures of a curation, from its trajectories alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean

from schemas.curate_run import Curated, Fate
from schemas.curation_figures import Agreement, Funnel, TriggerCount
from schemas.intervention import HintRefusal, Inspector
from schemas.trajectory import Trigger
from tasks.survival import wilson
from tasks.trajectory.triggers import SEEN_BY_CODE

Pair = tuple[frozenset[Trigger], frozenset[Trigger]]
"""What two found in one trajectory."""


def funnels(curated: Sequence[Curated]) -> tuple[Funnel, ...]:
    """All sets together, then each."""
    sets = sorted({each.set for each in curated})
    whole = (funnel("", curated),) if len(sets) != 1 else ()
    return (*whole, *(funnel(name, [each for each in curated if each.set == name]) for name in sets))


def funnel(name: str, curated: Sequence[Curated]) -> Funnel:
    """The funnel of some trajectories."""
    fates = Counter(each.fate for each in curated)
    right_after = sum(each.answer_after.right for each in curated)
    tokens_after = sum(each.tokens_after for each in curated)
    hints = sum(each.hints for each in curated)
    return Funnel(
        set=name,
        trajectories=len(curated),
        fates={fate: fates[fate] for fate in Fate if fates[fate]},
        right_before=wilson(sum(each.answer_before.right for each in curated), len(curated)),
        right_after=wilson(right_after, len(curated)),
        right=right_after,
        golden=fates[Fate.golden],
        hints=hints,
        hints_a_trajectory=hints / len(curated) if curated else 0.0,
        hint_token_share=sum(each.hint_tokens for each in curated) / tokens_after if tokens_after else 0.0,
        tokens_before=mean(each.tokens_before for each in curated),
        tokens_after=mean(each.tokens_after for each in curated),
        executions_before=mean(len(each.first.executions) for each in curated),
        executions_after=mean(len(each.last.executions) for each in curated),
    )


def mean(values: Iterable[int]) -> float:
    """The mean; 0 of nothing."""
    every = list(values)
    return fmean(every) if every else 0.0


def trigger_counts(curated: Iterable[Curated]) -> tuple[TriggerCount, ...]:
    """What was found, by set, look and trigger."""
    found: dict[tuple[str, int], Counter[Trigger | None]] = defaultdict(Counter)
    for each in curated:
        for look in each.interventions:
            if look.usable:
                found[each.set, look.number][look.flaw.trigger if look.flaw else None] += 1
    return tuple(
        TriggerCount(set=name, look=number, trigger=trigger, count=counts[trigger], looks=counts.total())
        for (name, number), counts in sorted(found.items())
        for trigger in (*Trigger, None)
        if counts[trigger]
    )


def refusal_counts(curated: Iterable[Curated]) -> dict[HintRefusal, int]:
    """Why answers of the intervener's could not be used."""
    found = Counter(reason for each in curated for look in each.interventions for reason in look.refusals)
    return {reason: found[reason] for reason in HintRefusal if found[reason]}


def code_and_intervener(curated: Iterable[Curated]) -> tuple[Agreement, ...]:
    """How far code and the intervener agree, on the triggers that code can see.

    The intervener names the first flaw alone, so that only code's first one is held against it.
    """
    looks = [look for each in curated for look in each.interventions if look.usable]
    pairs = [
        (frozenset(look.seen_by_code[:1]), frozenset([look.flaw.trigger] if look.flaw else []))
        for look in looks
        if look.inspector is Inspector.intervener
    ]
    return agreement(pairs, SEEN_BY_CODE) if pairs else ()


def agreement(pairs: Sequence[Pair], triggers: Iterable[Trigger] = tuple(Trigger)) -> tuple[Agreement, ...]:
    """How far two agree on each of some triggers."""
    return tuple(
        Agreement(
            trigger=trigger,
            both=sum(trigger in first and trigger in second for first, second in pairs),
            first_only=sum(trigger in first and trigger not in second for first, second in pairs),
            second_only=sum(trigger not in first and trigger in second for first, second in pairs),
            neither=sum(trigger not in first and trigger not in second for first, second in pairs),
        )
        for trigger in triggers
    )
