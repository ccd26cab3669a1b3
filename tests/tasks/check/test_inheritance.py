"""What a child keeps of its parent's mathematics, whatever words it is told in."""

from collections.abc import Callable

import pytest

from schemas.candidate import Candidate
from tasks.check.inheritance import lost_constraint
from tasks.check.subject import make_subject

Make = Callable[..., Candidate]

TANK = """## Sets
- `DAYS = ["Monday", "Tuesday"]`: days

## Parameters
- `need[DAYS] = {"Monday": 4, "Tuesday": 6}`: litres needed
- `most = 9`: litres that the tank holds

## Decision variables
- `0 <= fill[DAYS]`, continuous: litres filled in
- `0 <= drain[DAYS]`, continuous: litres drained

## Objective
- `minimize sum(fill[d] for d in DAYS)`: litres

## Constraints
- balance, `for d in DAYS`: `fill[d] == drain[d]`: what is filled in is drained
- demand, `for d in DAYS`: `drain[d] >= need[d]`: enough is drained
- room, `for d in DAYS`: `fill[d] <= most`: the tank holds it
"""
ADDED = '- fair: `fill["Monday"] <= 2 * fill["Tuesday"]`: the days differ by a factor of two at most\n'


@pytest.mark.parametrize(("lost", "is_found"), [("balance", True), ("room", False)])
def test_a_limit_may_be_changed_for_another_and_a_balance_may_not(candidate: Make, lost: str, is_found: bool) -> None:
    """In other words than the parent's, no sentence shows whether a limit was meant to go."""
    child = "".join(line for line in TANK.splitlines(keepends=True) if not line.startswith(f"- {lost},")) + ADDED
    parent = candidate("The parent's words.", TANK, id="parent")
    made = candidate("Quite other words.", child, operator="modify_constraint")
    assert (lost_constraint(make_subject(made, (parent,))) is not None) is is_found


@pytest.mark.parametrize("meaning", ["the tank holds it", "the tank is filled to the mark"])
def test_a_limit_that_turned_and_kept_its_meaning_is_not_replaced(candidate: Make, meaning: str) -> None:
    child = TANK.replace("fill[d] <= most", "fill[d] >= most").replace("the tank holds it", meaning) + ADDED
    made = candidate("Quite other words.", child, operator="modify_constraint")
    found = lost_constraint(make_subject(made, (candidate("The parent's words.", TANK, id="parent"),)))
    assert (found is not None) is (meaning == "the tank holds it")


@pytest.mark.parametrize(("new", "is_found"), [("2 * fill", True), ("most + fill", False)])
def test_a_limit_is_lost_where_its_data_serve_others_and_replaced_where_the_new_one_has_them(
    candidate: Make, new: str, is_found: bool
) -> None:
    tank = TANK + "- pipe, `for d in DAYS`: `drain[d] <= most`: no more is drained than the tank holds\n"
    child = "".join(line for line in tank.splitlines(keepends=True) if not line.startswith("- room,"))
    made = candidate("Quite other words.", child + ADDED.replace("2 * fill", new), operator="modify_constraint")
    parent = candidate("The parent's words.", tank, id="parent")
    assert (lost_constraint(make_subject(made, (parent,))) is not None) is is_found
