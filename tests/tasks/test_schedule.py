from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.round import Survival
from schemas.schedule import SIMPLE_TO_HARD, Measure, Phase
from schemas.selection import Selection
from schemas.spec import CampaignSpec
from schemas.strategy import COMPLEXITY, SCOPE
from tasks.next_round import next_round
from tasks.schedule import reached, weigh
from tests.tasks.rounds import publish_counts


def spec_of(schedule: dict[str, Any], **fields: Any) -> CampaignSpec:
    return CampaignSpec.model_validate({"campaign": "c", "schedule": schedule, **fields})


def total(operator: str, entered: int, passed: int, tokens: int = 0) -> Survival:
    strategy = SCOPE if operator in ("transform_domain", "combine") else COMPLEXITY
    return Survival(
        campaign="c", round=1, strategy=strategy, operator=operator, checker="total", attempt=0, entered=entered,
        passed=passed, failed=entered - passed, abstained=0, tokens=tokens,
    )  # fmt: skip


def weights(spec: CampaignSpec, *rows: Survival) -> dict[str, float]:
    return {name: weight for strategy in weigh(spec, rows) for name, weight in strategy.operators.items()}


def test_a_fixed_schedule_changes_nothing(tmp_path: Path):
    spec = CampaignSpec(campaign="c", lake=str(tmp_path / "lake"))
    assert next_round(spec) == spec.for_round()


def test_weights_follow_survival_and_no_operator_dies():
    found = weights(
        spec_of({"kind": "survival", "floor": 0.25}),
        total("modify_constraint", 1000, 900),
        total("modify_objective", 1000, 450),
        total("change_parameter", 1000, 0),
    )
    assert found["modify_constraint"] == 1
    assert 0.45 < found["modify_objective"] < 0.55
    assert found["change_parameter"] == 0.25


def test_small_weights_stay_weights():
    """They add up freely, so that nothing but their shares counts."""
    own = [{"name": COMPLEXITY, "operators": {"modify_constraint": 3e-5, "modify_objective": 1e-5}}]
    rows = (total("modify_constraint", 1000, 900), total("modify_objective", 1000, 0))
    found = weights(spec_of({"kind": "survival", "floor": 0.25}, strategies=own), *rows)
    assert found == {"modify_constraint": 3e-5, "modify_objective": 2.5e-6}


def test_an_operator_that_was_hardly_tried_is_held_for_a_usual_one():
    rows = (total("modify_constraint", 500, 400), total("modify_objective", 500, 200))
    found = weights(spec_of({"kind": "survival"}), *rows, total("combine", 2, 0))
    assert found["modify_objective"] < found["combine"] < found["modify_constraint"]
    assert found["transform_domain"] > found["combine"]


def test_the_own_weights_of_a_spec_stay_the_measure():
    own = [{"name": COMPLEXITY, "operators": {"modify_constraint": 8, "modify_objective": 2, "change_parameter": 0}}]
    rows = (total("modify_constraint", 100, 50), total("modify_objective", 100, 50))
    found = weights(spec_of({"kind": "survival"}, strategies=own), *rows)
    assert found == {"modify_constraint": 8, "modify_objective": 2, "change_parameter": 0}


def test_by_cost_the_operator_that_takes_few_tokens_is_preferred():
    rows = (
        total("modify_constraint", 1000, 800, tokens=8_000_000),
        total("transform_domain", 1000, 600, tokens=2_000_000),
    )
    by_survival = weights(spec_of({"kind": "survival"}), *rows)
    by_cost = weights(spec_of({"kind": "survival", "measure": Measure.cost}), *rows)
    assert by_survival["transform_domain"] < by_survival["modify_constraint"]
    assert by_cost["transform_domain"] > by_cost["modify_constraint"]


def test_before_anything_is_measured_weights_are_the_specs():
    spec = spec_of({"kind": "survival"})
    assert weigh(spec, []) == spec.strategies
    assert weights(spec, total("combine", 50, 0)) == dict.fromkeys(weights(spec), 1)


def test_the_next_round_takes_its_weights_from_the_lake_alone(tmp_path: Path):
    spec = spec_of({"kind": "survival"}, lake=str(tmp_path / "lake"), rounds=5)
    publish_counts(spec, (20, 10), (20, 3))
    begun = next_round(spec)
    assert begun.strategies == next_round(spec.model_copy(update={"slots": 3, "rounds": 9})).strategies
    assert begun.strategies != spec.strategies
    publish_counts(spec, (20, 20), first=3)
    assert next_round(spec).strategies != begun.strategies


def test_phases_end_after_their_rounds_and_the_last_one_stays():
    phases = [Phase(rounds=2, technique="a"), Phase(technique="b"), Phase(technique="c")]
    names = [reached(phases, [5.0] * done).technique for done in range(6)]
    assert names == ["a", "a", "b", "c", "c", "c"]


def test_a_phase_may_wait_until_the_problems_are_hard_enough():
    phases = [Phase(difficulty=20, technique="a"), Phase(difficulty=20, rounds=2, technique="b"), Phase(technique="c")]
    assert reached(phases, [5, 9, 12, 19]).technique == "a"
    assert reached(phases, [5, 9, 12, 20]).technique == "b"
    assert reached(phases, [5, 20, 30]).technique == "c"
    assert reached(phases, [5, 20, 3, 3]).technique == "c"


def test_a_curriculum_goes_from_limits_to_piecewise_costs(tmp_path: Path):
    spec = spec_of({"kind": "curriculum"}, lake=str(tmp_path / "lake"), rounds=9)
    first = next_round(spec)
    assert (first.selection, first.technique) == (Selection.easy, SIMPLE_TO_HARD[0].technique)
    publish_counts(spec, (5, 2), (5, 2), (5, 2), (5, 2))
    last = next_round(spec)
    assert (last.selection, last.technique) == (Selection.uniform, SIMPLE_TO_HARD[-1].technique)
    assert "piecewise" in last.technique


def test_a_phase_weighs_operators_and_leaves_the_others(tmp_path: Path):
    phase = {"weights": {"modify_constraint": 5, "combine": 0}}
    spec = spec_of({"kind": "curriculum", "phases": [phase]}, lake=str(tmp_path / "lake"))
    found = {name: weight for one in next_round(spec).strategies for name, weight in one.operators.items()}
    assert found == {
        "modify_constraint": 5, "modify_objective": 1, "change_parameter": 1, "transform_domain": 1, "combine": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        ({"kind": "survival", "phases": [{"rounds": 2}]}, "phases belong to kind = 'curriculum'"),
        ({"kind": "curriculum", "phases": [{"weights": {"fly": 1}}]}, "'fly' is no operator"),
        ({"kind": "curriculum", "phases": [{"weights": {"combine": -1}}]}, "the weight of combine is -1"),
        ({"kind": "curriculum", "phases": [{}, {"weights": {"combine": 1}}]}, "phase 2 weighs combine, which no"),
        ({"kind": "curriculum", "phases": [{"weights": {"modify_constraint": 0}}]}, "phase 1 gives no operator"),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(schedule: dict[str, Any], said: str):
    strategies = [{"name": "mine", "operators": {"modify_constraint": 1}}]
    with pytest.raises(ValidationError, match=said):
        spec_of(schedule, strategies=strategies)


def test_a_spec_read_back_from_json_is_the_same():
    spec = spec_of({"kind": "survival"})
    assert CampaignSpec.model_validate_json(spec.model_dump_json()) == spec
