"""Yes/no decisions to which one answer is always the best."""

import pytest

from tasks.algebra.ground import ground
from tasks.algebra.text import parse_formulation
from tasks.check.needless import needless_decision

BAKERY = """## Sets
- `LOAVES = ["rye", "wheat", "spelt"]`: loaves

## Parameters
- `oven = 90`: loaves that fit into the oven
- `lot = 12`: smallest batch of a loaf
- `kinds = 2`: kinds that must be on offer
- `sold = 30`: sales above which the mill gives something back

## Decision variables
- `0 <= bake[LOAVES]`, continuous: loaves baked
- `offer[LOAVES]`, binary: whether the loaf is on offer
- `0 <= over`, continuous: loaves above the sales
- `passed`, binary: whether the sales are passed

## Objective
- `minimize sum(3 * bake[b] for b in LOAVES) - over`: cost less what the mill gives back

## Constraints
- room: `sum(bake[b] for b in LOAVES) <= oven`: what the oven takes
- link, `for b in LOAVES`: `bake[b] <= oven * offer[b]`: only what is on offer
- batch, `for b in LOAVES`: `bake[b] >= lot * offer[b]`: a batch or nothing
- variety: `sum(offer[b] for b in LOAVES) >= kinds`: some kinds
- above: `over <= bake["rye"] - sold * passed`: what is above the sales
- reached: `over <= oven * passed`: nothing before
"""
TURNED = [
    ("`bake[b] >= lot * offer[b]`", "`bake[b] <= lot * offer[b]`"),
    ("`over <= oven * passed`", "`over >= oven * passed`"),
    ('`over <= bake["rye"] - sold * passed`', '`over >= bake["rye"] - sold * passed`'),
]


@pytest.mark.parametrize(("row", "turned"), TURNED)
def test_a_decision_that_nothing_opposes_shows_a_turned_row(row: str, turned: str) -> None:
    assert needless_decision(ground(parse_formulation(BAKERY))) is None
    found = needless_decision(ground(parse_formulation(BAKERY.replace(row, turned))))
    assert found is not None and found.reason == "wrong_direction"


def test_a_price_opposes_a_decision() -> None:
    turned = BAKERY.replace(*TURNED[0]).replace("- over`", "- over + sum(offer[b] for b in LOAVES)`")
    assert needless_decision(ground(parse_formulation(turned))) is None


def test_a_few_elements_may_be_settled_by_their_data() -> None:
    one = BAKERY.replace("batch, `for b in LOAVES`", 'batch, `for b in LOAVES if b != "spelt"`')
    assert needless_decision(ground(parse_formulation(one))) is None
