"""How sure a benchmark's figures are: pass@k, bootstrap intervals, McNemar's test, averages over sets."""

import math
import random
from collections.abc import Mapping, Sequence

from schemas.round import Interval

RESAMPLES = 2_000
Z = 1.96
"""Of the normal distribution, for an interval at 95 %."""
TAIL = 0.025
"""Share of the resamples beyond each end of a 95 % interval."""


def pass_at(k: int, right: int, samples: int) -> float:
    """Chance that one of k answers, drawn without putting back, is right.

    The unbiased estimate of Chen et al. (2021), "Evaluating Large Language Models Trained on Code", equation 1.

    Args:
        k: answers that are drawn.
        right: how many of the samples are right.
        samples: how many there are; at least k.
    """
    if not 1 <= k <= samples:
        raise ValueError(f"pass@{k} needs {k} samples or more, and there are {samples}")
    return 1.0 - math.comb(samples - right, k) / math.comb(samples, k)


def bootstrap(shares: Sequence[float], seed: int = 0) -> Interval:
    """Mean of the items' shares with its bootstrap interval at 95 %, items drawn with putting back.

    Percentile method of Efron (1979): an item with several samples stays one item.
    """
    if not shares:
        return Interval(share=0.0, low=0.0, high=1.0)
    rng, count = random.Random(seed), len(shares)
    mean = math.fsum(shares) / count
    means = sorted(math.fsum(rng.choices(shares, k=count)) / count for _ in range(RESAMPLES))
    low, high = means[int(TAIL * RESAMPLES)], means[RESAMPLES - 1 - int(TAIL * RESAMPLES)]
    return Interval(share=mean, low=min(low, mean), high=max(high, mean))


def mcnemar(first_only: int, second_only: int) -> float:
    """Exact two-sided p-value of McNemar's test: that two runs are right equally often.

    McNemar (1947), in the exact binomial form: only items on which the runs differ say anything.

    Args:
        first_only: items that only the first run has right.
        second_only: items that only the second run has right.
    """
    count, less = first_only + second_only, min(first_only, second_only)
    if count == 0:
        return 1.0
    tail = sum(math.comb(count, at) for at in range(less + 1)) / 2**count
    return min(1.0, 2 * tail)


def micro(counts: Mapping[str, tuple[float, int]]) -> float:
    """Share of all items that are right, sets laid together.

    Args:
        counts: right answers and items of each set.
    """
    items = sum(count for _, count in counts.values())
    return math.fsum(right for right, _ in counts.values()) / items if items else 0.0


def macro(counts: Mapping[str, tuple[float, int]]) -> float:
    """Mean of the sets' shares: every set weighs the same."""
    shares = [right / count for right, count in counts.values() if count]
    return math.fsum(shares) / len(shares) if shares else 0.0


def paired_difference(first_only: int, second_only: int, items: int) -> Interval:
    """Share of items that the second run has right, less the first's, with its interval at 95 %.

    The adjusted interval of Bonett and Price (2012), "Adjusted Wald confidence interval for a difference of binomial
    proportions based on paired data".

    Args:
        first_only: items that only the first run has right.
        second_only: items that only the second run has right.
        items: that both answered.
    """
    share = (second_only - first_only) / items if items else 0.0
    up, down = (second_only + 1) / (items + 2), (first_only + 1) / (items + 2)
    wide = Z * math.sqrt((up + down - (up - down) ** 2) / (items + 2))
    return Interval(share=share, low=max(-1.0, up - down - wide), high=min(1.0, up - down + wide))
