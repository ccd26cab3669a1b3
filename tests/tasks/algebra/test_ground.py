"""Grounding gives numbers, and names the part where the algebra is at fault."""

import pytest

from schemas.formulation import Formulation, Parameter
from schemas.solve import TerminationStatus
from tasks.algebra.errors import AlgebraError
from tasks.algebra.ground import derived_values, ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.text import parse_formulation
from tests.tasks.algebra.bakery import FORMULATION

BAKERY = parse_formulation(FORMULATION)


def with_constraint(expression: str, forall: str = "") -> Formulation:
    """The bakery with another market constraint."""
    changed = BAKERY.constraint("market").model_copy(update={"expression": expression, "forall": forall})
    return BAKERY.model_copy(update={"constraints": (BAKERY.constraints[0], changed)})


def test_a_row_for_each_combination_and_a_column_for_each_index():
    model = ground(BAKERY)
    assert [column.name for column in model.columns] == ["bake[loaf]", "bake[bun]"]
    assert [row.name for row in model.rows] == [
        "time_limit[kneading]",
        "time_limit[oven]",
        "market[loaf]",
        "market[bun]",
    ]
    assert model.rows[1].coefficients == {0: 30, 1: 12} and model.rows[1].upper == 1250


def test_constants_move_to_the_right_and_both_sides_may_hold_variables():
    row = ground(with_constraint('bake["loaf"] - 3 >= 2 * bake["bun"] + 1')).rows[-1]
    assert (row.coefficients, row.lower) == ({0: 1, 1: -2}, 4)


def test_a_constraint_without_a_variable_that_holds_is_no_row():
    model = ground(with_constraint('limit["oven"] >= 1000'))
    assert model.trivial_rows == ("market",)
    assert len(model.rows) == 2


@pytest.mark.parametrize(
    ("expression", "forall", "said"),
    [
        ("bake[i] <= most[j]", "for i in ITEMS", "NameError"),
        ('bake["cake"] <= 3', "", "'cake'"),
        ("bake[i] * bake[i] <= 3", "for i in ITEMS", "product of two decision variables"),
        ("3 / bake[i] <= 3", "for i in ITEMS", "TypeError"),
        ("bake[i] / bake[i] <= 3", "for i in ITEMS", "denominator"),
        ("max(bake[i], 3) <= 3", "for i in ITEMS", "condition"),
        ("bake[i] / 0 <= 3", "for i in ITEMS", "ZeroDivisionError"),
        ("bake[i] <= 3", "for i in GOODS", "GOODS"),
        ("bake[i] <= 3", "for i in ITEMS if bake[i] > 3", "condition"),
        ("bake[i] <= 3", "for i in ITEMS if bake[i] != 0", "condition"),
        ("sum(bake[i] for i in ITEMS if bake[i] == 1) <= 3", "", "condition"),
        ("bake[i] * (bake[i] in (0, 1)) <= 3", "for i in ITEMS", "condition"),
        ('limit["oven"] <= 1000', "", "contradict"),
    ],
)
def test_a_fault_names_the_constraint(expression: str, forall: str, said: str):
    with pytest.raises(AlgebraError) as error:
        ground(with_constraint(expression, forall))
    assert str(error.value).startswith("market")
    assert said in str(error.value)


def test_a_fault_of_the_objective_names_it():
    objective = BAKERY.objective.model_copy(update={"expression": "sum(gain[i] * bake[i] for i in ITEMS)"})
    with pytest.raises(AlgebraError, match=r"^objective.*gain"):
        ground(BAKERY.model_copy(update={"objective": objective}))


def test_data_of_the_wrong_size_name_the_parameter():
    parameter = Parameter(name="price", sets=("ITEMS",), values=(5, 2, 9))
    with pytest.raises(AlgebraError, match="price over ITEMS needs 2 values and has 3"):
        ground(BAKERY.model_copy(update={"parameters": (parameter, *BAKERY.parameters[1:])}))


def test_derived_data_follow_their_derivation():
    derived = Parameter(name="fits", sets=("ITEMS",), values=(0, 0), derivation='limit["oven"] / use[i1, "oven"]')
    assert derived_values(BAKERY, derived) == (1250 / 30, 1250 / 12)


def test_infeasible_and_unbounded_are_told_apart():
    assert solve_linear_model(ground(BAKERY)).objective == pytest.approx(208)
    nothing = ground(with_constraint('bake["loaf"] >= 100'))
    assert solve_linear_model(nothing).status is TerminationStatus.infeasible
    endless = ground(BAKERY.model_copy(update={"constraints": ()}))
    assert solve_linear_model(endless).status is TerminationStatus.unbounded
