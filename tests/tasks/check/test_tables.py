"""Tables of the words against the data: a wrong cell is named by its label, other tables are passed over."""

import pytest

from schemas.formulation import Formulation
from tasks.algebra.text import parse_formulation
from tasks.check.subject import read_formulation
from tasks.check.tables import lines_of, misread, read_tables
from tasks.seed_file import read_seeds
from tests.tasks.algebra.bakery import FORMULATION

GOODS = """| Good | Price ($) | Kneading (minutes) |
|---|---|---|
| loaf | 5 | 4 |
| bun | 2 | 3 |
"""
STEPS = """| Minutes | kneading | oven |
|---|---|---|
| loaf | 4 | 30 |
| bun | 3 | 12 |
"""
WEEKS = """## Sets
- `WEEKS = [1, 2, 3]`: weeks
- `ROADS = [("mill", "port"), ("mill", "town"), ("port", "town")]`: roads
## Parameters
- `need[WEEKS] = {1: 30, 2: 40, 3: 50}`: tons wanted
- `share[WEEKS] = {1: 0.2, 2: 0.3, 3: 0.5}`: share of the stock that may be moved
- `toll[ROADS] = {("mill", "port"): 7, ("mill", "town"): 8, ("port", "town"): 9}`: dollars
## Decision variables
- `0 <= make[WEEKS]`, continuous
## Objective
- `minimize sum(make[t] for t in WEEKS)`
## Constraints
- cover, `for t in WEEKS`: `make[t] >= need[t] * share[t] * toll["mill", "port"]`
"""


def bakery(old: str = "", new: str = "") -> Formulation:
    """The bakery's formulation with one value changed."""
    assert old in FORMULATION
    return parse_formulation(FORMULATION.replace(old, new, 1))


def weeks(*rows: str, head: str = "Week | Tons") -> str:
    """A table of a few rows."""
    return "\n".join(f"| {row} |" for row in (head, "---|---", *rows)) + "\n"


@pytest.mark.parametrize("table", [GOODS, STEPS, GOODS + "\n" + STEPS])
def test_tables_that_tell_the_data_are_content(table: str):
    assert misread(bakery(), f"Some words.\n\n{table}\nMore words.") is None


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (GOODS, '"loaf": 5', '"loaf": 30', "5 for 'loaf' under 'Price ($)', price has 30"),
        (STEPS, '("bun", "oven"): 12', '("bun", "oven"): 30', "12 for 'bun' under 'oven', use has 30"),
    ],
)
def test_a_value_that_differs_from_its_cell_is_named(table: str, old: str, new: str, said: str):
    found = misread(bakery(old, new), table)
    assert found is not None
    assert found.reason == "table_differs" and said in found.detail


def test_heads_may_say_more_than_the_name_of_an_element():
    table = STEPS.replace("kneading", "minutes of kneading").replace("oven", "minutes in the oven")
    table = table.replace("| loaf", "| a loaf will need").replace("| bun", "| a bun will need")
    assert misread(bakery(), table) is None
    found = misread(bakery('("bun", "oven"): 12', '("bun", "oven"): 30'), table)
    assert found is not None and "12 for 'bun'" in found.detail


def test_cells_of_two_rows_that_are_exchanged_are_found_where_each_line_alone_says_too_little():
    table, formulation = STEPS, FORMULATION
    for old, new in (("loaf", "A1"), ("bun", "A2"), ("kneading", "M1"), ("oven", "M2")):
        table, formulation = table.replace(old, new), formulation.replace(old, new)
    assert misread(parse_formulation(formulation), table) is None
    wrong = formulation.replace('"M1"): 4', '"M1"): 12').replace('"M2"): 12', '"M2"): 4')
    found = misread(parse_formulation(wrong), table)
    assert found is not None and "4 for 'a1 m1'" in found.detail and "use has 12" in found.detail


def test_of_two_cells_one_may_agree_by_chance_where_the_head_speaks_of_something_else():
    table = GOODS.replace("Price ($)", "Calories")
    assert misread(bakery('"loaf": 5', '"loaf": 30'), table) is None


def test_one_of_three_rows_is_enough_to_tell():
    found = misread(parse_formulation(WEEKS), weeks("1 | 30", "2 | 50", "3 | 50"))
    assert found is not None and "50 for '2' under 'Tons', need has 40" in found.detail


def test_a_row_of_sums_and_a_column_of_words_are_passed_over():
    table = weeks("1 | 30 | wet", "2 | 40 | dry", "3 | 50 | dry", "all | 120 | -", head="Week | Tons | Weather")
    assert misread(parse_formulation(WEEKS), table) is None


def test_a_table_in_other_units_is_passed_over():
    assert misread(parse_formulation(WEEKS), weeks("1 | 30,000", "2 | 40,000", "3 | 50,000")) is None


def test_a_percentage_may_be_a_share():
    table = weeks("1 | 20", "2 | 30", "3 | 50", head="Week | Moved (%)")
    assert misread(parse_formulation(WEEKS), table) is None
    assert misread(parse_formulation(WEEKS), table.replace("20", "25")) is not None


def test_a_road_is_told_in_a_row_of_its_own():
    table = weeks("mill to port | 7", "mill to town | 8", "port to town | 9", head="Road | Toll")
    assert misread(parse_formulation(WEEKS), table) is None
    assert misread(parse_formulation(WEEKS), table.replace("9", "8")) is not None


def test_labels_that_stand_twice_tell_no_element():
    table = weeks("1 | 30", "1 | 40", "3 | 50")
    assert misread(parse_formulation(WEEKS), table) is None


@pytest.mark.parametrize("text", ["", "|", "|---|\n", "| a |\n", "| a |\n|---|\n", "| a | b |\n| 1 |\n| |\n"])
def test_no_table_whatever_raises(text: str):
    assert misread(bakery(), text) is None


def test_no_shipped_seed_contradicts_its_tables_and_many_have_some():
    told = 0
    for seed in read_seeds():
        formulation = read_formulation(seed.formulation).formulation
        assert formulation is not None and misread(formulation, seed.statement) is None, seed.id
        told += any(list(lines_of(table)) for table in read_tables(seed.statement))
    assert told >= 60
