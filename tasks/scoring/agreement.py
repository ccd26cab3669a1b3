"""What several samples of one question agree on, without a look at any label."""

import math
from collections.abc import Sequence

from schemas.rollout import Rollout
from schemas.solve import ANSWERS, TerminationStatus

SAME = 1e-6
"""Relative difference up to which two objective values are one answer."""


def groups(rollouts: Sequence[Rollout]) -> list[list[Rollout]]:
    """Samples that came to one answer, the first sample's group first; those without an answer are in none."""
    found: list[list[Rollout]] = []
    for rollout in rollouts:
        if rollout.status not in ANSWERS or rollout.confirmed is False:
            continue
        group = next((group for group in found if same(group[0], rollout)), None)
        if group is None:
            found.append([rollout])
        else:
            group.append(rollout)
    return found


def same(left: Rollout, right: Rollout) -> bool:
    """Whether two samples came to one answer."""
    if left.status is not right.status:
        return False
    if left.status is not TerminationStatus.optimal:
        return True
    if left.objective is None or right.objective is None:
        return left.objective is right.objective
    return math.isclose(left.objective, right.objective, rel_tol=SAME, abs_tol=SAME)


def majority(rollouts: Sequence[Rollout]) -> Rollout | None:
    """The first sample with the answer that most samples came to; of equals, the one that came first. None: no answer.

    Self-consistency of Wang et al. (2023), with answers that were captured.
    """
    found = groups(rollouts)
    return max(found, key=len)[0] if found else None


def best_of(rollouts: Sequence[Rollout]) -> Rollout | None:
    """The sample that most others agree with, and of these the one that took the fewest tokens.

    Of equally large groups the one of fewer tokens a sample is taken, and where no two samples agree, the first answer:
    so it differs from the majority where votes are equal, and in which sample stands for the answer.
    """
    agreed = [group for group in groups(rollouts) if len(group) > 1]
    if not agreed:
        return majority(rollouts)
    chosen = max(agreed, key=lambda group: (len(group), -tokens(group)))
    return min(chosen, key=lambda rollout: rollout.answering.completion_tokens)


def tokens(group: Sequence[Rollout]) -> float:
    """Mean tokens of a group's answers."""
    return math.fsum(rollout.answering.completion_tokens for rollout in group) / len(group)
