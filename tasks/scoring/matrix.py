"""The figures of a run, from its scores alone: matrix, averages, reasons, and what changes from rule to rule."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from schemas.figure import Average, Comparison, Figure, ReasonCount, RuleChange
from schemas.rollout import Rollout
from schemas.score import Reason, Score
from schemas.solve import SolverName
from tasks.scoring.agreement import best_of, majority
from tasks.scoring.rules import RULES
from tasks.scoring.statistics import bootstrap, macro, mcnemar, micro, pass_at
from tasks.survival import wilson

Place = tuple[str, str, SolverName, str]
"""Set, labels, solver and rule."""
Item = tuple[str, str]
"""Set and id."""
EXAMPLES = 3
LADDER = ("relative-1e-6", "relative-1e-4", "calm", "stepopt-code", "orlm", "optmath-paper", "sirl")
"""Rules in the order in which neighbours are compared: from strict to lenient, those that take either type last."""


def cells(scores: Iterable[Score]) -> dict[Place, dict[str, list[Score]]]:
    """Scores of each cell by item, in the order of the samples; items without a label are in none."""
    found: dict[Place, dict[str, list[Score]]] = defaultdict(lambda: defaultdict(list))
    for score in scores:
        if score.reason is not Reason.unlabelled:
            found[score.set, score.labels, score.solver, score.rule][score.item_id].append(score)
    for items in found.values():
        for each in items.values():
            each.sort(key=lambda score: score.sample)
    return found


def figures(rollouts: Sequence[Rollout], scores: Iterable[Score]) -> tuple[Figure, ...]:
    """The matrix: one figure for each set, label set, solver and rule."""
    chosen = chosen_samples(rollouts)
    found = sorted(cells(scores).items(), key=lambda cell: place_order(cell[0]))
    return tuple(figure(place, items, chosen) for place, items in found)


def place_order(place: Place) -> tuple[str, bool, str, str, int]:
    """By set, its own labels first, then by solver and in the order of the rules' table."""
    name, labels, solver, rule = place
    return name, labels != name, labels, solver, tuple(RULES).index(rule)


Chosen = Mapping[tuple[str, str, SolverName], tuple[str | None, str | None]]
"""Ids of the majority's and of the best sample, by set, item and solver."""


def chosen_samples(rollouts: Sequence[Rollout]) -> Chosen:
    """Which sample stands for each item whose answers are several."""
    found: dict[tuple[str, str, SolverName], list[Rollout]] = defaultdict(list)
    for rollout in sorted(rollouts, key=lambda rollout: rollout.sample):
        found[rollout.set, rollout.item_id, rollout.solver].append(rollout)
    several = {key: each for key, each in found.items() if len(each) > 1}
    return {key: (id_of(majority(each)), id_of(best_of(each))) for key, each in several.items()}


def id_of(rollout: Rollout | None) -> str | None:
    """A rollout's id."""
    return rollout.id if rollout else None


def figure(place: Place, items: Mapping[str, list[Score]], chosen: Chosen) -> Figure:
    """One cell."""
    shares = [sum(score.correct for score in each) / len(each) for each in items.values()]
    samples = min(len(each) for each in items.values())
    right = math.fsum(shares)
    single = samples == 1 and all(len(each) == 1 for each in items.values())
    picked = [[pick(each, chosen, at) for each in items.values()] for at in (0, 1)]
    return Figure(
        set=place[0],
        labels=place[1],
        solver=place[2],
        rule=place[3],
        items=len(items),
        samples=samples,
        right=right,
        accuracy=wilson(round(right), len(items)) if single else bootstrap(shares),
        pass_at={} if single else {k: mean_pass_at(k, items.values()) for k in powers(samples)},
        majority=None if single else sum(picked[0]) / len(items),
        best_of=None if single else sum(picked[1]) / len(items),
    )


def pick(scores: Sequence[Score], chosen: Chosen, at: int) -> bool:
    """Whether the sample that stands for an item is right; an only one stands for itself."""
    if len(scores) == 1:
        return scores[0].correct
    wanted = chosen.get((scores[0].set, scores[0].item_id, scores[0].solver), (None, None))[at]
    return any(score.correct and score.rollout_id == wanted for score in scores)


def powers(samples: int) -> list[int]:
    """1, 2, 4 and so on up to the number of samples, and that number."""
    return sorted({2**at for at in range(samples.bit_length()) if 2**at <= samples} | {samples})


def mean_pass_at(k: int, items: Collection[Sequence[Score]]) -> float:
    """Mean of the items' pass@k."""
    each = (pass_at(k, sum(score.correct for score in scores), len(scores)) for scores in items)
    return math.fsum(each) / len(items)


def averages(scores: Iterable[Score], repeats: Collection[Item]) -> tuple[Average, ...]:
    """Averages over the sets, by solver and rule, each set with its own labels.

    Args:
        scores: of a run.
        repeats: items that an earlier set holds already.
    """
    found: dict[tuple[SolverName, str], dict[str, dict[str, list[Score]]]] = defaultdict(dict)
    for (name, labels, solver, rule), items in cells(scores).items():
        if labels == name:
            found[solver, rule][name] = items
    ordered = sorted(found.items(), key=lambda pair: (pair[0][0], tuple(RULES).index(pair[0][1])))
    return tuple(average(*key, sets, repeats) for key, sets in ordered)


def average(
    solver: SolverName, rule: str, sets: Mapping[str, Mapping[str, list[Score]]], repeats: Collection[Item]
) -> Average:
    """One row of the averages."""
    whole = {name: count(items.values()) for name, items in sets.items()}
    once = {
        name: count([each for item, each in items.items() if (name, item) not in repeats])
        for name, items in sets.items()
    }
    return Average(
        solver=solver,
        rule=rule,
        micro=micro(whole),
        macro=macro(whole),
        items=sum(number for _, number in whole.values()),
        micro_without_repeats=micro(once),
        macro_without_repeats=macro(once),
        items_without_repeats=sum(number for _, number in once.values()),
    )


def count(items: Collection[Sequence[Score]]) -> tuple[float, int]:
    """Right items and items."""
    return math.fsum(sum(score.correct for score in each) / len(each) for each in items), len(items)


def reasons(scores: Iterable[Score], rule: str) -> tuple[ReasonCount, ...]:
    """How often answers ended in which way under one rule, the commonest first, with examples."""
    found: dict[tuple[str, str, SolverName, Reason], list[str]] = defaultdict(list)
    for score in scores:
        if score.rule == rule:
            found[score.set, score.labels, score.solver, score.reason].append(score.item_id)
    counted = [
        ReasonCount(
            set=key[0],
            labels=key[1],
            solver=key[2],
            reason=key[3],
            count=len(items),
            examples=tuple(dict.fromkeys(items))[:EXAMPLES],
        )
        for key, items in found.items()
    ]
    return tuple(sorted(counted, key=lambda row: (row.set, row.labels, row.solver, -row.count, row.reason)))


def rule_changes(scores: Iterable[Score]) -> tuple[RuleChange, ...]:
    """Items whose verdict changes between neighbouring rules; neighbours that agree on all are left out."""
    verdicts: dict[tuple[str, str, SolverName], dict[str, dict[str, bool]]] = defaultdict(lambda: defaultdict(dict))
    for score in sorted(scores, key=lambda score: -score.sample):
        verdicts[score.set, score.labels, score.solver][score.rule][score.item_id] = score.correct
    found: list[RuleChange] = []
    for (name, labels, solver), by_rule in sorted(verdicts.items()):
        for left, right in pairwise(rule for rule in LADDER if rule in by_rule):
            won = tuple(item for item, ok in by_rule[right].items() if ok and not by_rule[left][item])
            lost = tuple(item for item, ok in by_rule[left].items() if ok and not by_rule[right][item])
            if won or lost:
                places = {"set": name, "labels": labels, "solver": solver, "left": left, "right": right}
                found.append(RuleChange.model_validate({**places, "won": sorted(won), "lost": sorted(lost)}))
    return tuple(found)


def compare(left: tuple[str, Sequence[Score]], right: tuple[str, Sequence[Score]], rule: str) -> tuple[Comparison, ...]:
    """Two runs, set by set, over the items that both answered; of several samples the first one counts.

    Args:
        left: name and scores of a run.
        right: likewise.
        rule: that both are held to.
    """
    mine, theirs = (first_verdicts(scores, rule) for _, scores in (left, right))
    found: list[Comparison] = []
    for name in sorted(mine.keys() & theirs.keys()):
        both = sorted(mine[name].keys() & theirs[name].keys())
        counts = Counter((mine[name][item], theirs[name][item]) for item in both)
        found.append(
            Comparison(
                set=name,
                rule=rule,
                left=left[0],
                right=right[0],
                items=len(both),
                left_right=counts[True, True] + counts[True, False],
                right_right=counts[True, True] + counts[False, True],
                left_only=tuple(item for item in both if mine[name][item] and not theirs[name][item]),
                right_only=tuple(item for item in both if theirs[name][item] and not mine[name][item]),
                p_value=mcnemar(counts[True, False], counts[False, True]),
            )
        )
    return tuple(found)


def first_verdicts(scores: Sequence[Score], rule: str) -> dict[str, dict[str, bool]]:
    """Whether the first sample of each item is right, by set and item, with the set's own labels."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for score in scores:
        counts = score.labels == score.set and score.reason is not Reason.unlabelled
        if counts and score.rule == rule and score.sample == 0:
            found[score.set][score.item_id] = score.correct
    return found
