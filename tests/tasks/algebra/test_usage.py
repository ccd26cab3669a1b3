"""A name is used where objective or constraints need it, through however many derivations."""

from random import Random

import pytest

from schemas.formulation import Formulation, Parameter
from tasks.algebra.text import parse_formulation
from tasks.algebra.usage import structural_names, used_names, with_derivations
from tasks.procedural.families import all_families
from tasks.procedural.family import draw_blueprint
from tests.tasks.algebra.bakery import FORMULATION

SUM = Parameter(name="all_minutes", values=(1490,), derivation="sum(limit[s] for s in STEPS)")
HALF = Parameter(name="half", values=(745,), derivation="all_minutes / 2")
BAKERY = parse_formulation(FORMULATION)


def bakery(*derived: Parameter, bound: str = "") -> Formulation:
    """The bakery with derived data, and its market constraint bounded by one of them."""
    market = BAKERY.constraint("market").model_copy(update={"expression": f"bake[i] <= {bound or 'most[i]'}"})
    return BAKERY.model_copy(
        update={"parameters": (*BAKERY.parameters, *derived), "constraints": (BAKERY.constraints[0], market)}
    )


def test_objective_constraints_and_their_clauses_are_looked_at():
    assert used_names(BAKERY) == {"price", "bake", "ITEMS", "use", "STEPS", "limit", "most"}


@pytest.mark.parametrize("derived", [(SUM, HALF), (HALF, SUM)])
def test_a_derivation_of_a_derivation_is_used_in_whatever_order_they_stand(derived: tuple[Parameter, ...]):
    assert {"half", "all_minutes", "limit"} <= used_names(bakery(*derived, bound="half"))


def test_what_only_an_idle_derivation_names_is_not_used():
    idle = SUM.model_copy(update={"derivation": "sum(most[i] for i in ITEMS)"})
    assert not {"all_minutes", "most"} & used_names(bakery(idle, bound="3"))


def test_derived_data_that_name_each_other_come_to_an_end():
    left = Parameter(name="left", values=(1,), derivation="right")
    right = Parameter(name="right", values=(1,), derivation="left")
    assert with_derivations(bakery(left, right), frozenset({"left"})) == {"left", "right"}


@pytest.mark.parametrize("name", all_families())
def test_no_family_states_data_that_it_does_not_use(name: str):
    family = all_families()[name]
    formulation = draw_blueprint(family, family.settings[0], 0, Random(7)).formulation
    assert {p.name for p in formulation.parameters} <= used_names(formulation)


def test_conditions_and_indices_are_structure_and_factors_are_not():
    late = BAKERY.constraint("market").model_copy(
        update={"expression": "bake[i] <= most[last]", "forall": "for i in ITEMS if limit[STEPS] > 3"}
    )
    names = structural_names(BAKERY.model_copy(update={"constraints": (late,)}))
    assert {"last", "limit", "STEPS"} <= names
    assert not {"most", "price", "bake"} & names
