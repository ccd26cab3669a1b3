"""Reading the direction of optimization out of words."""

import pytest

from schemas.solve import ObjectiveSense
from tasks.check.sense import stated_senses

MAXIMIZE = [
    "How much to sow to maximise the yield?",
    "Which plan earns the highest profit?",
    "They want as much light as possible.",
]
MINIMIZE = ["Minimizing the cost is the aim.", "What is the cheapest way?", "Find the plan of least cost."]


@pytest.mark.parametrize("text", MAXIMIZE)
def test_words_of_growth_maximize(text: str) -> None:
    assert stated_senses(text) == {ObjectiveSense.maximize}


@pytest.mark.parametrize("text", MINIMIZE)
def test_words_of_saving_minimize(text: str) -> None:
    assert stated_senses(text) == {ObjectiveSense.minimize}


def test_a_verb_outweighs_every_cue() -> None:
    assert stated_senses("The lowest bid wins. Maximize the number of bids.") == {ObjectiveSense.maximize}


@pytest.mark.parametrize("text", ["At least 3 and at most 5 are sold.", "No more than 4, no less than 2."])
def test_bounds_are_no_direction(text: str) -> None:
    assert stated_senses(text) == frozenset()
