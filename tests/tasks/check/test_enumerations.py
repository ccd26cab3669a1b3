"""Whose number is whose in lists and enumerations, in whatever order label and number stand."""

from itertools import product

import pytest

from tasks.algebra.text import parse_formulation
from tasks.check.enumerations import exchanged_in_lists
from tests.tasks.algebra.bakery import FORMULATION

FARM = """## Sets
- `CROPS = ["oats", "rye", "barley"]`: crops
- `FIELDS = ["Long Acre", "Mill Field"]`: fields

## Parameters
- `price[CROPS] = {"oats": 40, "rye": 55, "barley": 55}`: dollars per ton
- `limit[CROPS] = {"oats": 7, "rye": 8, "barley": 9}`: most tons
- `crop_yield[FIELDS, CROPS] = {("Long Acre", "oats"): 3, ("Long Acre", "rye"): 5, ("Long Acre", "barley"): 4, \
("Mill Field", "oats"): 2, ("Mill Field", "rye"): 6, ("Mill Field", "barley"): 1}`: tons per acre

## Decision variables
- `0 <= sow[FIELDS, CROPS]`, continuous: acres sown

## Objective
- `maximize sum(price[c] * crop_yield[f, c] * sow[f, c] for f in FIELDS for c in CROPS)`: revenue in dollars

## Constraints
- market, `for c in CROPS`: `sum(crop_yield[f, c] * sow[f, c] for f in FIELDS) <= limit[c]`: at most what is sold
"""

RIGHT = [
    "A ton sells for $40 of oats, $55 of rye and $55 of barley.",
    "Oats sell for $40 a ton, rye for $55 and barley for $55.",
    "Prices per ton:\n\n- oats: $40\n- rye: $55\n- barley: $55",
    "Sold are at most 7 tons of oats, 8 of rye and 9 of barley.",
    "On Long Acre, 3 tons of oats, 5 tons of rye and 4 tons of barley grow; on Mill Field, 2, 6 and 1.",
    "An hour goes into 9 acres of oats, 7 of rye and 8 of barley; sold are 7 tons of oats, 8 of rye and 9 of barley.",
]
SWAPPED = [
    "A ton sells for $55 of oats, $40 of rye and $55 of barley.",
    "Oats sell for $55 a ton, rye for $40 and barley for $55.",
    "Prices per ton:\n\n- oats: $55\n- rye: $40\n- barley: $55",
    "Prices per ton:\n\n- $55 for oats\n- $40 for rye\n- $55 for barley",
    "Price and sale:\n\n- oats: a ton $40, at most 9\n- rye: a ton $55, at most 8\n- barley: a ton $55, at most 7",
    (
        "Crops:\n\n- oats: a ton $40, limit 9, on Long Acre 3, on Mill Field 2\n"
        "- rye: a ton $55, limit 8, on Long Acre 5, on Mill Field 6\n"
        "- barley: a ton $55, limit 7, on Long Acre 4, on Mill Field 1"
    ),
    "The market takes no more than 8 tons of oats, 7 tons of rye and 9 tons of barley.",
    "An acre bears 5 tons of oats, 3 of rye and 4 of barley on Long Acre; 2, 6 and 1 elsewhere.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_enumerations_are_passed(text: str) -> None:
    assert exchanged_in_lists(parse_formulation(FARM), text) is None


@pytest.mark.parametrize("text", SWAPPED)
def test_two_elements_with_each_others_number_are_found(text: str) -> None:
    found = exchanged_in_lists(parse_formulation(FARM), text)
    assert found is not None
    assert found.reason == "swapped_numbers"


def test_an_enumeration_of_other_elements_or_numbers_says_nothing() -> None:
    text = "A loaf sells for $3 less than in town, a bun for $5 more."
    assert exchanged_in_lists(parse_formulation(FORMULATION), text) is None
    assert exchanged_in_lists(parse_formulation(FARM), "He has 8 sacks of oats and 7 of rye.") is None


def test_words_that_tell_the_data_rightly_elsewhere_outweigh_an_enumeration() -> None:
    text = (
        "At most 7 tons of oats, 8 of rye and 9 of barley are sold. Stores hold 9 bags of oats, 8 of rye, 7 of barley."
    )
    assert exchanged_in_lists(parse_formulation(FARM), text) is None


ROADS = """## Sets
- `TOWNS = ["Riva", "Porto", "Lund"]`: towns

## Parameters
- `miles[TOWNS, TOWNS] = {("Riva", "Riva"): 0, ("Riva", "Porto"): 40, ("Riva", "Lund"): 70, ("Porto", "Riva"): 40, \
("Porto", "Porto"): 0, ("Porto", "Lund"): 90, ("Lund", "Riva"): 70, ("Lund", "Porto"): 90, ("Lund", "Lund"): 0}`: miles
- `fee[TOWNS, TOWNS] = {("Riva", "Riva"): 0, ("Riva", "Porto"): 1, ("Riva", "Lund"): 2, ("Porto", "Riva"): 3, \
("Porto", "Porto"): 0, ("Porto", "Lund"): 4, ("Lund", "Riva"): 5, ("Lund", "Porto"): 6, ("Lund", "Lund"): 0}`: dollars

## Decision variables
- `0 <= go[TOWNS, TOWNS]`, continuous: trips

## Objective
- `minimize sum((miles[a, b] + fee[a, b]) * go[a, b] for a in TOWNS for b in TOWNS)`: cost

## Constraints
- some: `sum(go[a, b] for a in TOWNS for b in TOWNS) >= 1`: at least one trip
"""
PAIRS = [
    (
        FARM,
        (
            "An acre bears {} tons of oats on Long Acre, {} of rye on Long Acre, {} of barley on Long Acre, {} of oats "
            "on Mill Field, {} of rye on Mill Field and {} of barley on Mill Field."
        ),
        (3, 5, 4, 2, 6, 1),
    ),
    (
        FARM,
        (
            "An acre of Long Acre bears {} tons of oats, {} of rye and {} of barley. On Mill Field it is {} tons of "
            "oats, {} of rye and {} of barley."
        ),
        (3, 5, 4, 2, 6, 1),
    ),
    (
        ROADS,
        "It is {} miles from Riva to Porto, {} miles from Riva to Lund and {} miles from Porto to Lund.",
        (40, 70, 90),
    ),
    (
        ROADS,
        "It is {} miles between Riva and Porto. Between Riva and Lund it is {}, between Porto and Lund {}.",
        (40, 70, 90),
    ),
    (
        ROADS,
        (
            "The fee is ${} to Porto from Riva and ${} to Lund from Riva; ${} to Riva from Porto and ${} to Lund from "
            "Porto; and ${} to Riva from Lund and ${} to Porto from Lund."
        ),
        (1, 2, 3, 4, 5, 6),
    ),
]


@pytest.mark.parametrize(("formulation", "text", "numbers"), PAIRS)
def test_cells_of_a_matrix_that_are_told_in_pairs_are_held_against_it(
    formulation: str, text: str, numbers: tuple[int, ...]
) -> None:
    known = parse_formulation(formulation)
    assert exchanged_in_lists(known, text.format(*numbers)) is None
    first, *others, last = numbers
    found = exchanged_in_lists(known, text.format(last, *others, first))
    assert found is not None and found.reason == "swapped_numbers"


ROUTE = """## Sets
- `STOPS = ["Ayr", "Bonn", "Cork", "Dover", "Ely"]`: stops

## Parameters
- `load[STOPS] = {"Ayr": 14, "Bonn": 9, "Cork": 21, "Dover": 25, "Ely": 8}`: tons

## Decision variables
- `0 <= take[STOPS]`, continuous: tons taken

## Objective
- `maximize sum(take[s] for s in STOPS)`: tons

## Constraints
- limit, `for s in STOPS`: `take[s] <= load[s]`: no more than there is
"""


@pytest.mark.parametrize(
    ("stops", "loads", "is_found"),
    [
        ("Ayr, Bonn, Cork, Dover and Ely", "14, 9, 21, 25 and 8", False),
        ("Ayr, Bonn, Cork, Dover and Ely", "14, 8, 21, 25 and 9", True),
        ("Ayr, Ely, Cork, Dover and Bonn", "14, 8, 21, 25 and 9", False),
        ("Ayr, Bonn, Cork, Dover and Ely", "25, 14, 9, 21 and 8", False),
    ],
)
def test_numbers_told_in_the_order_of_the_elements_are_held_against_them(
    stops: str, loads: str, is_found: bool
) -> None:
    text = f"The stops are {stops}. In this order, the loads are {loads} tons."
    assert (exchanged_in_lists(parse_formulation(ROUTE), text) is not None) is is_found


PLACES = [("Riva", "Porto"), ("Riva", "Lund"), ("Riva", "Gent"), ("Porto", "Lund"), ("Porto", "Gent")]
LANES = f"""## Sets
- `LANES = {PLACES}`: lanes

## Parameters
- `fee[LANES] = {dict(zip(PLACES, (40, 22, 49, 20, 12), strict=True))}`: fees
- `toll[LANES] = {dict(zip(PLACES, (7, 4, 9, 5, 1), strict=True))}`: tolls

## Decision variables
- `use[LANES]`, binary: 1 if it is used

## Objective
- `minimize sum((fee[i, j] + toll[i, j]) * use[i, j] for i, j in LANES)`: fees and tolls

## Constraints
- enough: `sum(use[i, j] for i, j in LANES) >= 2`: two at least
"""


@pytest.mark.parametrize(("tolls", "is_found"), [("7, 4, 9, 5 and 1", False), ("7, 5, 9, 4 and 1", True)])
def test_numbers_told_in_the_order_of_pairs_are_held_against_them(tolls: str, is_found: bool) -> None:
    text = (
        "From Riva it is $40 to Porto, $22 to Lund and $49 to Gent; from Porto it is $20 to Lund and $12 to Gent. "
        f"Tolls, in that order, come to {tolls} dollars."
    )
    assert (exchanged_in_lists(parse_formulation(LANES), text) is not None) is is_found


FUNDS, MOODS = ["Ash", "Birch", "Cedar", "Dogwood", "Elder"], ["calm", "wild"]
GAINS = dict(zip(product(FUNDS, MOODS), (21, 4, 12, 10, 33, 9, 26, 7, 30, 11), strict=True))
MARKET = f"""## Sets
- `FUNDS = {FUNDS}`: funds
- `MOODS = {MOODS}`: moods of the market

## Parameters
- `gain[FUNDS, MOODS] = {GAINS}`: gains

## Decision variables
- `0 <= put[FUNDS]`, continuous: money

## Objective
- `maximize sum(gain[f, m] * put[f] for f in FUNDS for m in MOODS)`: gains

## Constraints
- all: `sum(put[f] for f in FUNDS) <= 100`: there is no more
"""


@pytest.mark.parametrize(("ash", "cedar", "is_found"), [(21, 33, False), (33, 21, True)])
def test_numbers_of_one_place_in_all_items_are_held_against_a_column(ash: int, cedar: int, is_found: bool) -> None:
    text = (
        "The market may be calm or wild. In that order, a hundred thousand yields:\n\n"
        f"- Ash brings {ash} and 4\n- Birch brings 12 and 10\n- Cedar brings {cedar} and 9\n"
        "- Dogwood brings 26 and 7\n- Elder brings 30 and 11\n"
    )
    assert (exchanged_in_lists(parse_formulation(MARKET), text) is not None) is is_found
