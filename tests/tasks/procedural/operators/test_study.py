"""A parent's questions are answered as a solver would answer them, each of them once."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.solve import ObjectiveSense
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.procedural.families import all_families
from tasks.procedural.family import draw_blueprint
from tasks.procedural.operators.study import Study


def drawn(name: str = "blending", seed: int = 3) -> Blueprint:
    family = all_families()[name]
    return draw_blueprint(family, family.settings[0], 0, Random(seed))


def test_equal_parents_share_one_answer():
    assert Study(drawn()).answer is Study(drawn()).answer
    assert Study(drawn(seed=4)).answer is not Study(drawn()).answer


def test_an_answer_is_that_of_the_grounded_model():
    assert Study(drawn()).answer == solve_linear_model(ground(drawn().formulation))


def test_the_least_and_the_greatest_total_are_told_apart():
    study = Study(drawn("transport"))
    columns = list(range(len(study.model.columns)))
    least, most = study.lowest(columns), study.highest(columns)
    assert least is not None and most is not None
    assert least <= study.total(columns) + 1e-6 and study.total(columns) <= most + 1e-6
    assert least < most


def test_weights_in_another_order_are_the_same_question():
    study = Study(drawn())
    least = study.reach({0: 2.0, 1: 3.0}, ObjectiveSense.minimize)
    assert study.reach({1: 3.0, 0: 2.0}, ObjectiveSense.minimize) == least
    assert study.reach({0: 2.0, 1: 3.0}, ObjectiveSense.maximize) != least


def test_a_parent_has_as_many_columns_as_its_model():
    for name in all_families():
        study = Study(drawn(name))
        assert len(study.columns) == len(study.model.columns)
