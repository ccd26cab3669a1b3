"""How words name periods: by number, by a number word, by their rank."""

import pytest

from tasks.algebra.text import parse_formulation
from tasks.check.positions import position_names
from tests.tasks.algebra.bakery import FORMULATION
from tests.tasks.check.ferries import FERRIES


@pytest.mark.parametrize("name", ["day 2", "Day two", "second day", "2nd day"])
def test_a_period_has_many_names(name: str):
    names = position_names(parse_formulation(FERRIES), f"On the {name} of them, it rains.")
    assert names[name.lower()] == "2"


def test_a_rank_stands_for_its_period_once_another_one_was_named_in_full():
    names = position_names(parse_formulation(FERRIES), "14 on the first day, 11 on the second and 17 on the third")
    assert names["the second"] == "2"


def test_numbers_of_other_things_are_no_periods():
    assert not position_names(
        parse_formulation(FERRIES), "There are 2 boats and 3 shops, and crew 2 is the second crew."
    )
    assert not position_names(parse_formulation(FORMULATION), "On day 2 the bakery is shut.")
