"""Limits that balance activities rule out every optimum that their parent has."""

from random import Random

from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.procedural.families import all_families
from tasks.procedural.family import draw_blueprint
from tasks.procedural.operators.balance import difference
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.study import Study


def test_a_limit_on_a_difference_changes_the_optimum_of_routes_that_may_be_driven_either_way():
    family, changed = all_families()["vehicle_routing"], 0
    for seed in range(25):
        rng = Random(seed)
        setting = rng.choice(family.settings)
        study = Study(draw_blueprint(family, setting, rng.randrange(len(setting.stories)), rng))
        try:
            child = difference(study, rng)
        except NotApplicable:
            continue
        objective = solve_linear_model(ground(child.formulation), 10.0).objective
        assert objective is not None
        assert study.answer.objective is not None
        assert objective > study.answer.objective + 1e-6
        changed += 1
    assert changed
