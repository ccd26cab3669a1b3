"""Rows that make sense with the others only the other way round."""

import pytest

from tasks.algebra.ground import ground
from tasks.algebra.text import parse_formulation
from tasks.check.turned import turned_against_others

LANES = """## Sets

## Parameters
- `most = 55`: tons that a lane carries
- `first_limit = 20`: a limit
- `first_room = 35`, derived by `most - first_limit`: room above it
- `gap = 6`: greatest difference

## Decision variables
- `0 <= north`, continuous: tons on the northern lane
- `0 <= south`, continuous: tons on the southern lane
- `lease`, binary: whether the northern lane is leased
- `lift`, binary: 1 if the limit is lifted

## Objective
- `minimize north + 2 * south + 9 * lease + 5 * lift`: cost

## Constraints
- demand: `north + south >= 30`: what must go
- leased: `north <= most * lease`: only on a leased lane
- kept: `north <= first_limit + first_room * lift`: the limit, unless it is lifted
- gap_up: `north - south <= gap`: the first is not far above the second
- gap_down: `south - north <= gap`: the second is not far above the first
"""


@pytest.mark.parametrize(
    ("row", "turned"),
    [
        ("`north <= first_limit + first_room * lift`", "`north >= first_limit + first_room * lift`"),
        ("`north <= first_limit + first_room * lift`", "`north >= most - first_room * lift`"),
        ("`north - south <= gap`", "`north - south >= gap`"),
        ("`south - north <= gap`", "`south - north >= gap`"),
    ],
)
def test_a_row_that_was_turned_is_seen_beside_the_others(row: str, turned: str) -> None:
    assert turned_against_others(ground(parse_formulation(LANES))) is None
    found = turned_against_others(ground(parse_formulation(LANES.replace(row, turned))))
    assert found is not None and found.reason == "wrong_direction"


@pytest.mark.parametrize(
    "row",
    [
        "`north >= first_limit + 10 * lift`",  # less than there can be
        "`north >= most * lift`",  # nothing is asked for without the switch
        "`north + south >= first_limit + first_room * lift`",  # the other lane carries as much as it likes
        "`north == first_limit + first_room * lift`",
    ],
)
def test_a_demand_that_grows_with_a_decision_passes(row: str) -> None:
    told = LANES.replace("`north <= first_limit + first_room * lift`", row)
    assert turned_against_others(ground(parse_formulation(told))) is None
