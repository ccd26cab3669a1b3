"""Rules for a few elements, of which the words must speak elsewhere than in tables, lists and enumerations."""

import pytest

from tasks.algebra.text import parse_formulation
from tasks.check.singled_out import untold_rule

DEPOTS = """## Sets
- `SITES = ["Riva", "Porto", "Lund"]`: depots

## Parameters
- `cost[SITES] = {"Riva": 7, "Porto": 8, "Lund": 9}`: dollars

## Decision variables
- `open[SITES]`, binary: whether the depot is open

## Objective
- `minimize sum(cost[s] * open[s] for s in SITES)`: cost

## Constraints
- some: `sum(open[s] for s in SITES) >= 1`: at least one is open
- if_then: `open["Porto"] >= open["Riva"]`: the first brings the second
"""
DATA = [
    "| Depot | Cost |\n|---|---|\n| Riva | 7 |\n| Porto | 8 |\n| Lund | 9 |\n\nOpen at least one.",
    "The cost is:\n\n- Riva: $7\n- Porto: $8\n- Lund: $9\n\nOpen at least one.",
    "Depots cost $7 in Riva, $8 in Porto and $9 in Lund. Open at least one.",
]


@pytest.mark.parametrize("data", DATA)
def test_a_rule_for_elements_that_stand_in_the_data_alone_is_untold(data: str) -> None:
    found = untold_rule(parse_formulation(DEPOTS), data)
    assert found is not None
    assert found.reason == "untold_rule" and "if_then" in found.detail


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize(
    "rule", ["Without Porto there is no Riva.", "Riva brings Porto, whatever Lund does.", "Riva needs its neighbour."]
)
def test_a_rule_is_told_where_other_words_name_an_element_of_it(data: str, rule: str) -> None:
    assert untold_rule(parse_formulation(DEPOTS), f"{data} {rule}") is None


def test_constraints_on_whole_sets_or_on_one_element_single_nothing_out() -> None:
    for row in (
        'open["Riva"] >= open["Porto"] + open["Lund"]',
        'open["Riva"] >= 1',
        'open["Riva"] <= 2 * open["Riva"]',
    ):
        assert untold_rule(parse_formulation(DEPOTS.replace('open["Porto"] >= open["Riva"]', row)), DATA[0]) is None
