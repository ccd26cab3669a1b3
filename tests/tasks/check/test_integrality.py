"""Whole numbers in words of many kinds."""

import pytest

from schemas.verdict import Outcome
from tasks.algebra.text import parse_formulation
from tasks.check.integrality import WHOLE, integrality
from tests.tasks.algebra.bakery import FORMULATION

SAID = [
    "Only whole pieces are sold.",
    "A part of a bolt he does not sell.",
    "The saw cannot divide drums.",
    "Nobody cuts up half a beam.",
    "Each machine moves in one piece.",
    "They never sell pieces of a cake.",
]
NOT_SAID = ["Half of the loaves are rye.", "He shares the profit with a partner.", "There is no limit to the price."]


@pytest.mark.parametrize("text", SAID)
def test_whole_numbers_are_said_in_many_ways(text: str) -> None:
    assert WHOLE.search(text)


@pytest.mark.parametrize("text", NOT_SAID)
def test_parts_and_shares_alone_say_nothing_of_whole_numbers(text: str) -> None:
    assert not WHOLE.search(text)


def test_a_question_of_how_many_leaves_it_open_and_silence_is_a_fault() -> None:
    asked, silent = (
        integrality(parse_formulation(FORMULATION), text) for text in ("How many loaves?", "What to bake?")
    )
    assert asked is not None
    assert silent is not None
    assert (asked.outcome, silent.outcome) == (Outcome.abstained, Outcome.failed)
