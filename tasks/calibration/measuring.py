"""Counts trials: recall and false alarms of each rung on each kind, what each adds, and the cheapest ladder."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean
from typing import Any

import numpy as np

from schemas.calibration import ALL, Cell, Ladder, Trial, Worth
from schemas.plant import JUDGES_ONLY
from schemas.verdict import CheckerName, Outcome
from tasks.survival import wilson

USD_OF_A_SECOND = 1e-5
"""Price of a processor's second, so that time and money can be added; about 4 cents an hour."""


def cells_of(trials: Sequence[Trial]) -> tuple[Cell, ...]:
    """Every rung on every kind, by source; honest answers that should not pass are left out."""
    groups = {(trial.source, trial.kind): list[Trial]() for trial in trials}
    for trial in trials:
        if trial.kind or trial.sound:
            groups[trial.source, trial.kind].append(trial)
    found: list[Cell] = []
    for (source, kind), group in groups.items():
        rungs = [rung for rung in CheckerName if any(rung in trial.outcomes for trial in group)]
        found += [cell_of(source, kind, group, (rung,)) for rung in rungs]
        found += [cell_of(source, kind, group, rungs)] if group else []
    return tuple(found)


def cell_of(source: str, kind: str, group: Sequence[Trial], rungs: Sequence[CheckerName]) -> Cell:
    """One rung, or several together, on one group."""
    failed = sum(trial.failed_by(frozenset(rungs)) for trial in group)
    silent = sum(all(trial.outcomes.get(rung) is Outcome.abstained for rung in rungs) for trial in group)
    return Cell(
        source=source,
        kind=kind,
        checker=rungs[0].value if len(rungs) == 1 else ALL,
        answers=len(group),
        failed=failed,
        abstained=silent,
        share=wilson(failed, len(group)),
        seconds=mean(sum(trial.seconds.get(rung, 0.0) for rung in rungs) for trial in group),
        cost_usd=mean(sum(trial.cost_usd.get(rung, 0.0) for rung in rungs) for trial in group),
    )


def wrong_ones(trials: Iterable[Trial]) -> list[Trial]:
    """Answers with an error that a rung without understanding of words could find."""
    return [trial for trial in trials if trial.kind and trial.kind not in JUDGES_ONLY]


def honest_ones(trials: Iterable[Trial]) -> list[Trial]:
    """Honest answers that should pass."""
    return [trial for trial in trials if not trial.kind and trial.sound]


def worths_of(trials: Sequence[Trial]) -> tuple[Worth, ...]:
    """What each rung adds to all others."""
    wrong, honest = wrong_ones(trials), honest_ones(trials)
    rungs = [rung for rung in CheckerName if any(rung in trial.outcomes for trial in trials)]
    return tuple(worth_of(rung, frozenset(rungs) - {rung}, (wrong, honest)) for rung in rungs)


def worth_of(rung: CheckerName, others: frozenset[CheckerName], groups: tuple[list[Trial], list[Trial]]) -> Worth:
    """What one rung adds to others."""
    wrong, honest = groups
    caught = [trial for trial in wrong if trial.outcomes.get(rung) is Outcome.failed]
    looks = [trial for trial in (*wrong, *honest) if rung in trial.outcomes]
    return Worth(
        checker=rung,
        caught=len(caught),
        alone=sum(not trial.failed_by(others) for trial in caught),
        alarms=sum(trial.outcomes.get(rung) is Outcome.failed for trial in honest),
        seconds=mean(trial.seconds.get(rung, 0.0) for trial in looks) if looks else 0.0,
        cost_usd=mean(trial.cost_usd.get(rung, 0.0) for trial in looks) if looks else 0.0,
    )


def cheapest(trials: Sequence[Trial], wanted: float) -> Ladder | None:
    """The cheapest rungs that together find a share of all errors; every choice of rungs is weighed, as a bit each.

    Args:
        trials: honest ones and wrong ones.
        wanted: share of the errors that must be found.
    """
    wrong, honest, worths = wrong_ones(trials), honest_ones(trials), worths_of(trials)
    choices = np.arange(1, 1 << len(worths))
    bits = {worth.checker: 1 << at for at, worth in enumerate(reversed(worths))}
    caught = np.zeros(len(choices))
    for found, times in Counter(failing(trial) for trial in wrong).items():
        caught += times * ((choices & sum(bits[rung] for rung in found)) != 0)
    good = choices[caught / max(1, len(wrong)) >= wanted]
    if not len(good):
        return None
    prices: Any = sum(price((worth,)) * ((good & bits[worth.checker]) != 0) for worth in worths)
    sizes: Any = sum((good & bit) != 0 for bit in bits.values())
    best = int(good[np.lexsort((-good, sizes, prices))[0]])
    chosen = tuple(worth for worth in worths if best & bits[worth.checker])
    rungs = frozenset(worth.checker for worth in chosen)
    recall = sum(trial.failed_by(rungs) for trial in wrong) / max(1, len(wrong))
    alarms = sum(trial.failed_by(rungs) for trial in honest) / max(1, len(honest))
    return ladder_of(chosen, recall, alarms)


def failing(trial: Trial) -> frozenset[CheckerName]:
    """Rungs that reject an answer."""
    return frozenset(rung for rung, outcome in trial.outcomes.items() if outcome is Outcome.failed)


def price(chosen: Sequence[Worth]) -> float:
    """What a look by some rungs costs, in US dollars."""
    return sum(worth.cost_usd + worth.seconds * USD_OF_A_SECOND for worth in chosen)


def ladder_of(chosen: Sequence[Worth], recall: float, alarms: float) -> Ladder:
    """Rungs as a ladder, in the order of a round."""
    return Ladder(
        rungs=tuple(worth.checker for worth in chosen),
        recall=recall,
        alarms=alarms,
        seconds=sum(worth.seconds for worth in chosen),
        cost_usd=sum(worth.cost_usd for worth in chosen),
    )
