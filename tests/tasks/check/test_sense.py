"""Reading the direction of optimization out of words."""

import pytest

from schemas.solve import ObjectiveSense
from tasks.check.sense import may_state_a_sense, stated_senses

MAXIMIZE = [
    "How much to sow to maximise the yield?",
    "Which plan earns the highest profit?",
    "They want as much light as possible.",
    "That gap should be as wide as possible. The lowest bidder is served first.",
    "The higher the combined result, the better.",
    "We want the poorest village's share to be as high as it can get.",
]
MINIMIZE = [
    "Minimizing the cost is the aim.",
    "What is the cheapest way?",
    "Find the plan of least cost.",
    "Get the bill as low as it will go.",
    "The bill should be as small as possible. A quarry releases what it has as a maximum.",
    "The lower the bill, the better.",
    "Keep the cost of all trips down.",
    "She asks for the layout with the fewest tables.",
]


@pytest.mark.parametrize("text", MAXIMIZE)
def test_words_of_growth_maximize(text: str) -> None:
    assert stated_senses(text) == {ObjectiveSense.maximize}


@pytest.mark.parametrize("text", MINIMIZE)
def test_words_of_saving_minimize(text: str) -> None:
    assert stated_senses(text) == {ObjectiveSense.minimize}


def test_a_verb_outweighs_every_cue() -> None:
    assert stated_senses("The lowest bid wins. Maximize the number of bids.") == {ObjectiveSense.maximize}


@pytest.mark.parametrize(
    "text",
    [
        "At least 3 and at most 5 are sold.",
        "No more than 4, no less than 2.",
        "It should bring a minimum of 500 contacts and a maximum of 900.",
        "What a quarry reports is the most that it can be asked for.",
        "The largest crew sails first.",
    ],
)
def test_bounds_are_no_direction(text: str) -> None:
    assert stated_senses(text) == frozenset()


def test_words_that_judge_a_plan_may_state_a_direction_that_nobody_reads() -> None:
    assert may_state_a_sense("Pick what is best for the village.")
    assert may_state_a_sense("How much light can they get?")
    assert may_state_a_sense("Keep the bill low.")
    assert not may_state_a_sense("What should they bake then? At most 5 are sold.")
