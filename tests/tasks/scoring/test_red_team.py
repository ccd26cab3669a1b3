"""The red team scores nothing under the default rule, and honest programs beside it do."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from schemas.label import Label
from schemas.rollout import Rollout
from schemas.rule import DEFAULT_RULE
from schemas.score import Reason
from schemas.solve import Limits
from tasks.benchmarks.labels import read_label
from tasks.scoring.examiner import Examiner
from tasks.scoring.judging import judge
from tasks.scoring.rules import RULES
from tasks.scoring.scorer import Scorer
from tests.red_team_cases import ANSWER, QUESTIONS, Attack, attacks
from tests.tasks.scoring.answered import rollout

ATTACKS = attacks()
KINDS = (
    "constant_objective near_constant copied_numbers enumerated_first prints_the_answer prints_neighbours "
    "several_objectives scientific_notation no_solution_by_timeout patched_solver not_a_number forged_record"
).split()


def label_of(attack: Attack) -> Label:
    return read_label(QUESTIONS[attack.question][1])


@pytest.fixture(scope="module")
def ran(scorer: Scorer, examiner: Examiner) -> dict[str, Rollout]:
    quick = Scorer(scorer.door, examiner, Limits(wall_seconds=3), RULES.values())

    def run(attack: Attack) -> Rollout:
        begun = rollout(attack.name, str(attack.row()["completion"]), solver=attack.solver)
        return quick.run(begun, QUESTIONS[attack.question][0], (label_of(attack),))

    with ThreadPoolExecutor(4) as pool:
        return {each.id: each for each in pool.map(run, ATTACKS)}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_scores_nothing_and_an_honest_program_scores(ran: dict[str, Rollout], attack: Attack):
    correct, reason = judge(ran[attack.name], label_of(attack), RULES[DEFAULT_RULE])
    assert correct is attack.right, (reason, ran[attack.name])


@pytest.mark.parametrize("attack", [a for a in ATTACKS if not a.right], ids=lambda attack: attack.name)
def test_no_rule_that_reads_the_captured_model_lets_an_attack_pass(ran: dict[str, Rollout], attack: Attack):
    assert not [name for name, rule in RULES.items() if judge(ran[attack.name], label_of(attack), rule)[0]]


def test_there_is_an_attack_of_every_kind_and_the_answer_was_worked_out():
    assert set(KINDS) <= {attack.name for attack in ATTACKS} and len(ATTACKS) >= 35
    assert ANSWER == 575


def test_the_models_that_have_the_answer_would_have_passed_a_scorer_that_asks_no_more(ran: dict[str, Rollout]):
    """So that what stops them is the doubt, and no accident."""
    stopped = [each for each in ran.values() if each.doubts]
    assert len(stopped) >= 18
    for each in stopped:
        attack = next(attack for attack in ATTACKS if attack.name == each.id)
        undoubted = each.model_copy(update={"doubts": ()})
        assert judge(undoubted, label_of(attack), RULES[DEFAULT_RULE])[0]
        assert judge(each, label_of(attack), RULES[DEFAULT_RULE])[1] is Reason.worked_out
