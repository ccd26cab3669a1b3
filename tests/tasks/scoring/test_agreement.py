"""Agreement among samples: the majority and the best, without a look at any label."""

from schemas.rollout import Answering, Rollout
from schemas.solve import TerminationStatus
from tasks.scoring.agreement import best_of, majority
from tests.tasks.scoring.answered import told


def samples(*objectives: float | None, tokens: tuple[int, ...] = ()) -> list[Rollout]:
    spent = tokens or (100,) * len(objectives)
    return [
        told(
            TerminationStatus.crashed if objective is None else TerminationStatus.optimal,
            id=str(at),
            objective=objective,
            answering=Answering(completion="", completion_tokens=spent[at]),
        )
        for at, objective in enumerate(objectives)
    ]


def chosen(rollout: Rollout | None) -> str | None:
    return rollout.id if rollout else None


def test_the_majority_is_the_answer_that_most_came_to_and_of_equals_the_first():
    assert chosen(majority(samples(5, 7, 7.0000001, None))) == "1"
    assert chosen(majority(samples(5, 7, 7, 5))) == "0"
    assert chosen(majority(samples(None, None))) is None


def test_no_solution_is_an_answer_like_any_other_and_a_forged_one_is_none():
    none_best = [told(TerminationStatus.infeasible, id=name) for name in "ab"]
    assert chosen(majority([*samples(5), *none_best])) == "a"
    forged = [each.model_copy(update={"confirmed": False}) for each in samples(7, 7)]
    assert chosen(majority([*forged, *samples(5)])) == "0"


def test_the_best_is_the_shortest_of_the_largest_group_and_fewer_tokens_break_a_tie():
    assert chosen(best_of(samples(5, 7, 7, tokens=(1, 50, 20)))) == "2"
    assert chosen(best_of(samples(5, 5, 7, 7, tokens=(90, 80, 30, 40)))) == "2"
    assert chosen(best_of(samples(5, 7, 9))) == "0"
