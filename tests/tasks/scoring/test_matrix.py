"""Figures of runs whose items have differently many samples."""

from schemas.score import Reason, Score
from tasks.scoring.matrix import figures
from tests.tasks.scoring.answered import told


def test_an_item_with_one_sample_beside_others_with_several_stands_for_itself():
    counts = {"once": 1, "thrice": 3}
    rollouts = [
        told(id=f"{item}-{sample}", item_id=item, sample=sample, objective=1.0)
        for item, samples in counts.items()
        for sample in range(samples)
    ]
    scores = [
        Score(
            rollout_id=each.id,
            set=each.set,
            item_id=each.item_id,
            sample=each.sample,
            solver=each.solver,
            labels=each.set,
            rule="relative-1e-4",
            correct=True,
            reason=Reason.optimal_value,
            label="1",
        )
        for each in rollouts
    ]
    (figure,) = figures(rollouts, scores)
    assert (figure.accuracy.share, figure.majority, figure.best_of) == (1.0, 1.0, 1.0)
