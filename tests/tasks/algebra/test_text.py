"""A formulation's Markdown reads back to the same formulation, and what can't be read is quoted."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.formulation import (
    Constraint,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Variable,
    VariableKind,
)
from schemas.solve import ObjectiveSense
from tasks.algebra.errors import AlgebraError
from tasks.algebra.expression import source
from tasks.algebra.ground import ground
from tasks.algebra.numbers import grouped_text, number_text
from tasks.algebra.text import parse_formulation, print_formulation
from tasks.procedural.families import all_families
from tasks.procedural.family import draw_blueprint
from tests.tasks.algebra.bakery import FORMULATION

LABELS = st.text(min_size=1, max_size=12) | st.text("`'\"\\]), :}ab", min_size=1, max_size=6)
"""Any, and those that are made of what separates the parts of a line."""
NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9).map(float),
    st.decimals(-10_000, 10_000, places=4, allow_nan=False, allow_infinity=False).map(float),
)


def one_set(labels: list[str], values: list[float], upper: float | None = None) -> Formulation:
    """A formulation over one set of labels."""
    return Formulation(
        sets=(IndexSet(name="ITEMS", members=tuple(labels), meaning="what is sold: and more"),),
        parameters=(Parameter(name="price", sets=("ITEMS",), values=tuple(values), meaning="in dollars"),),
        variables=(Variable(name="sell", sets=("ITEMS",), kind=VariableKind.integer, upper=upper),),
        objective=Objective(sense=ObjectiveSense.maximize, expression="sum(price[i] * sell[i] for i in ITEMS)"),
        constraints=(Constraint(name="most", expression="sell[i] <= 3", forall="for i in ITEMS", meaning="market"),),
    )


@given(data=st.data(), labels=st.lists(LABELS, min_size=1, max_size=4, unique=True))
def test_any_labels_and_numbers_read_back(data: st.DataObject, labels: list[str]):
    values = data.draw(st.lists(NUMBERS, min_size=len(labels), max_size=len(labels)))
    formulation = one_set(labels, values, upper=data.draw(st.none() | NUMBERS))
    assert parse_formulation(print_formulation(formulation)) == formulation


@given(label=LABELS, other=LABELS)
def test_labels_inside_expressions_read_back(label: str, other: str):
    one, two = (source(ast.Constant(text)) for text in (label, other))
    formulation = one_set(list(dict.fromkeys([label, other])), [1.0] * len({label, other}))
    named = formulation.model_copy(
        update={
            "parameters": (
                *formulation.parameters,
                Parameter(name="twin", values=(2.0,), derivation=f"2 * price[{one}]"),
            ),
            "objective": Objective(sense=ObjectiveSense.minimize, expression=f"sell[{one}] - 2 * sell[{two}]"),
            "constraints": (
                Constraint(name="most", expression=f"sell[i] <= price[{one}]", forall=f"for i in ITEMS if i != {two}"),
            ),
        }
    )
    assert parse_formulation(print_formulation(named)) == named


@pytest.mark.parametrize("name", all_families())
def test_every_family_reads_back(name: str):
    from random import Random

    family = all_families()[name]
    formulation = draw_blueprint(family, family.settings[0], 0, Random(7)).formulation
    again = parse_formulation(print_formulation(formulation))
    assert again.names() == formulation.names()
    assert ground(again) == ground(formulation)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("## Objective", "## Aim", "no heading '## Objective'"),
        ("maximize sum", "raise sum", "cannot read this objective"),
        ('"bun": 2}', '"bun": 2', "cannot read"),
        ('"loaf": 5, ', "", "first missing: ['loaf']"),
        ("price[ITEMS]", "price[GOODS]", "'GOODS' is no set"),
        ("bake[ITEMS]`", "bake[GOODS]`", "'GOODS' is no set"),
        ("`, integer", "`, whole", "cannot read this decision variable"),
        ("- market,", "- the market,", "cannot read this constraint"),
        ('["loaf", "bun"]', "[loaf, bun]", "cannot read the data"),
    ],
)
def test_what_cannot_be_read_is_named(old: str, new: str, said: str):
    assert old in FORMULATION
    with pytest.raises(AlgebraError) as error:
        parse_formulation(FORMULATION.replace(old, new, 1))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (40.0, "40"),
        (2.5, "2.5"),
        (0.125, "0.125"),
        (-3.0, "-3"),
        (1e15, "1000000000000000"),
        (1e-7, "0.0000001"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_numbers_are_printed_without_needless_decimals(value: float, text: str):
    assert number_text(value) == text
    assert float(number_text(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(12500, "12,500"), (1250.5, "1,250.5"), (-1234567.25, "-1,234,567.25"), (0.5, "0.5"), (-0.5, "-0.5")],
)
def test_numbers_in_prose_have_thousands_apart(value: float, text: str):
    assert grouped_text(value) == text


@given(value=NUMBERS)
def test_numbers_in_prose_read_back(value: float):
    assert float(grouped_text(value).replace(",", "")) == value
