"""Whose number is whose where prose names a label and then its number, or the reverse."""

from tasks.algebra.text import parse_formulation
from tasks.check.assignments import swapped

DAIRY = """## Sets
- `GOODS = ["butter", "cheese"]`: goods
- `WEEKS = [1, 2]`: weeks

## Parameters
- `keeping[GOODS] = {"butter": 1, "cheese": 2}`: dollars a week

## Decision variables
- `0 <= make[GOODS, WEEKS]`, continuous: kilograms made

## Objective
- `minimize sum(keeping[g] * make[g, t] for g in GOODS for t in WEEKS)`: cost

## Constraints
- together: `make["butter", 2] + make["cheese", 1] >= 80`
"""


def test_a_position_in_a_set_of_periods_is_nobodys_number() -> None:
    text = "Butter made in week 2 and cheese made in week 1 come to 80 kilograms."
    assert swapped(parse_formulation(DAIRY), text) is None


def test_two_elements_with_each_others_number_are_found() -> None:
    assert swapped(parse_formulation(DAIRY), "Keeping butter costs $2 a week, keeping cheese costs $1.") is not None
    assert swapped(parse_formulation(DAIRY), "Keeping butter costs $1 a week, keeping cheese costs $2.") is None
