from random import Random

import pytest

from schemas.blueprint import Blueprint, VariablePhrases
from tasks.procedural.families import all_families
from tasks.procedural.family import draw_blueprint
from tasks.procedural.general import every_unit, general_amount, label_pattern, one_of_unit, total_amount
from tasks.procedural.units import money_value, price_pattern, price_text, time_word


def told(family: str, setting: str) -> Blueprint:
    found = all_families()[family]
    return draw_blueprint(found, found.setting(setting), 0, Random(1))


def test_a_total_names_all_members() -> None:
    assert (
        total_amount(told("transport", "gravel"), "ship")
        == "the total tons of gravel hauled from all quarries to all sites"
    )


def test_a_total_of_stocks_is_said_to_be_added_up() -> None:
    words = total_amount(told("lot_sizing", "paint_mill"), "stock")
    assert words == "the total litres of all colours stored after each week, added up over all weeks"


def test_one_unit_is_told_wherever_it_occurs() -> None:
    assert every_unit(told("production_mix", "clinic"), "make") == "every patient booked for any treatment"
    assert every_unit(told("network_design", "festival_power"), "flow").startswith("every kilowatt of power sent")


def test_that_member_refers_to_one_named_before() -> None:
    assert (
        general_amount(told("production_mix", "farm_shop"), "make", (), "that") == "the number of such hampers packed"
    )


def test_a_label_takes_the_article_of_its_phrase() -> None:
    assert label_pattern(told("production_mix", "clinic"), "make", 0) == "the {0}"
    assert label_pattern(told("transport", "gravel"), "ship", 0) == "{0}"


@pytest.mark.parametrize(
    ("unit", "one"),
    [("boxes", "box"), ("tons of iron", "ton of iron"), ("gigabits per second", "gigabit per second"), ("", "unit")],
)
def test_units_have_a_singular(unit: str, one: str) -> None:
    assert one_of_unit(unit) == one


def test_prices_are_written_as_people_do() -> None:
    assert price_pattern("dollars").format(value=price_text(1.5)) == "$1.50"
    assert price_pattern("thousands of dollars").format(value=price_text(40)) == "40 thousand dollars"
    assert money_value("cents") == ("dollars", 0.01)


def test_points_in_time_are_known_by_their_phrase() -> None:
    assert time_word(VariablePhrases(amount="the hour at which the last workpiece is done")) == "hour"
    assert time_word(VariablePhrases(amount="the hours taken off the task")) == ""
