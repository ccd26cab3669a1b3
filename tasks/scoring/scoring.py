"""Every rollout under every label set and every rule."""

from collections.abc import Iterable, Iterator, Mapping

from schemas.benchmark_spec import AnswerSource
from schemas.label import Label
from schemas.rollout import Rollout
from schemas.rule import Rule
from schemas.score import Score
from tasks.scoring.judging import judge


def score_all(
    rollouts: Iterable[tuple[Rollout, Mapping[str, Label]]], rules: Iterable[Rule], answers: AnswerSource
) -> Iterator[Score]:
    """Score rollouts.

    Args:
        rollouts: each with its item's labels by label set.
        rules: to score by.
        answers: where an answer is read.
    """
    wanted = tuple(rules)
    for rollout, labels in rollouts:
        for name, label in labels.items():
            for rule in wanted:
                correct, reason = judge(rollout, label, rule, answers)
                yield Score(
                    rollout_id=rollout.id,
                    set=rollout.set,
                    item_id=rollout.item_id,
                    sample=rollout.sample,
                    solver=rollout.solver,
                    labels=name,
                    rule=rule.name,
                    correct=correct,
                    reason=reason,
                    label=str(label),
                )
