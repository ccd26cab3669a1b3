"""The direction of a constraint against its own meaning, and decisions that nothing demands."""

import pytest

from tasks.algebra.ground import ground
from tasks.algebra.text import parse_formulation
from tasks.check.consistency import loose_variable
from tasks.check.directions import turned_row

SHIPPING = """## Sets
- `PORTS = ["Oslo", "Riga"]`: ports

## Parameters
- `need[PORTS] = {"Oslo": 4, "Riga": 6}`: tons needed
- `most = 10`: tons that a ship takes

## Decision variables
- `0 <= ship[PORTS]`, continuous: tons shipped
- `sail[PORTS]`, binary: whether a ship sails

## Objective
- `minimize sum(5 * sail[p] + ship[p] for p in PORTS)`: cost

## Constraints
- demand, `for p in PORTS`: `ship[p] >= need[p]`: every port gets what it needs
- link, `for p in PORTS`: `ship[p] <= most * sail[p]`: nothing without a ship
"""


@pytest.mark.parametrize(
    "meaning",
    [
        "nothing without a ship",
        "no more tons than the ship takes",
        "only if a ship sails",
        "at most a load",
        "no load goes beyond a ship",
    ],
)
def test_a_turned_switch_is_seen_from_the_side_of_the_amount(meaning: str) -> None:
    right = SHIPPING.replace("nothing without a ship", meaning)
    assert turned_row(parse_formulation(right)) is None
    found = turned_row(parse_formulation(right.replace("ship[p] <= most", "ship[p] >= most")))
    assert found is not None
    assert found.reason == "wrong_direction"


def test_a_comparison_with_the_smallest_is_no_lower_limit() -> None:
    text = SHIPPING.replace("nothing without a ship", "no load is nearer than the smallest distance")
    assert turned_row(parse_formulation(text)) is None


def test_a_cost_that_nothing_demands_is_a_missing_constraint() -> None:
    whole, lost = (parse_formulation(text) for text in (SHIPPING, SHIPPING.split("- link,")[0]))
    assert loose_variable(whole, ground(whole)) is None
    found = loose_variable(lost, ground(lost))
    assert found is not None
    assert found.reason == "missing_constraint"
    assert "sail" in found.detail


def test_an_upper_limit_holds_nothing_up() -> None:
    text = SHIPPING.replace("- link,", "- fleet: `sum(sail[p] for p in PORTS) <= 1`: at most one ship\n- link,")
    text = text.split("- link,")[0]
    lost = parse_formulation(text)
    assert loose_variable(lost, ground(lost)) is not None
