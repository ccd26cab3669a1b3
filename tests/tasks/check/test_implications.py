"""Rules between two decisions, in words and as rows."""

import pytest

from tasks.algebra.ground import ground
from tasks.algebra.text import parse_formulation
from tasks.check.implications import converse

DEPOTS = """## Sets
- `SITES = ["Riva", "Porto", "Lund"]`: depots

## Parameters
- `cost[SITES] = {"Riva": 7, "Porto": 8, "Lund": 9}`: dollars

## Decision variables
- `open[SITES]`, binary: whether the depot is open

## Objective
- `minimize sum(cost[s] * open[s] for s in SITES)`: cost

## Constraints
- some: `sum(open[s] for s in SITES) >= 2`: two are open
- rule: `open["Porto"] >= open["Riva"]`: the first brings the second
"""


def holds(words: str, row: str = "") -> bool:
    text = DEPOTS.replace('`open["Porto"] >= open["Riva"]`', f"`{row}`") if row else DEPOTS
    formulation = parse_formulation(text)
    return converse(formulation, ground(formulation), f"Depots cost $7, $8 and $9. {words} Open two.") is None


RIVA_BRINGS_PORTO = [
    "If Riva opens, Porto must be open, too.",
    "Should the plan have Riva, then it has to have Porto.",
    "Porto must open whenever Riva does.",
    "Riva opens only if Porto does.",
    "No depot stands in Riva without one in Porto.",
    "Riva cannot open unless Porto does.",
    "Unless Porto opens, Riva will not.",
    "A depot in Riva requires one in Porto.",
    "If Porto is not opened, Riva must not be opened.",
]


@pytest.mark.parametrize("words", RIVA_BRINGS_PORTO)
def test_a_row_that_says_the_converse_of_the_words_is_seen(words: str) -> None:
    assert holds(words)
    assert not holds(words, 'open["Porto"] <= open["Riva"]')
    assert not holds(words, 'open["Porto"] + open["Riva"] >= 1')


@pytest.mark.parametrize(
    "words", ["If Riva opens, Porto must not.", "Once Riva opens, a depot in Porto is out of the question."]
)
def test_a_decision_may_exclude_another(words: str) -> None:
    assert holds(words, 'open["Porto"] + open["Riva"] <= 1')
    assert not holds(words, 'open["Porto"] + open["Riva"] >= 1')


@pytest.mark.parametrize(
    "words",
    [
        "If Riva opens, Porto may open, too.",
        "If Riva opens, Porto gets by.",
        "Porto opens if and only if Riva does.",
        "If Riva or Lund opens, Porto must be closed or smaller.",
        "Riva and Porto stand on one river.",
        "Even if Riva opens, Porto has its customers.",
        "If Riva opens, Porto must; if Porto opens, Riva must.",
    ],
)
def test_words_that_order_nothing_clearly_say_nothing(words: str) -> None:
    assert holds(words, 'open["Porto"] <= open["Riva"]')


def test_a_row_that_forbids_what_the_words_forbid_and_more_passes() -> None:
    assert holds(RIVA_BRINGS_PORTO[0], 'open["Porto"] == open["Riva"]')
