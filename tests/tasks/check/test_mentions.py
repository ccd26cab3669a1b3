"""Reading the numbers of a text."""

import pytest

from tasks.check.mentions import find_mentions

CASES = {
    "12,500 dollars": [12500],
    "a range of 3-5 days": [3, 5],
    "it gains -4.5 a day": [4.5],
    "1.5 million people": [1.5e6],
    "$2k a year": [2000],
    "40km and 7kg": [40, 7],
    "three hundred and five crates": [305],
    "two or three": [2, 3],
    "twenty-five boxes": [25],
    "2 dozen eggs": [24],
    "a 12-hour shift": [12],
    "3/4 of it": [0.75],
    "[1,250.5]": [1250.5],
    "$11\u202f500 in all": [11500],
    "8\u00a0680 cents": [8680],
    "1'250.5 francs": [1250.5],
    "5 200 g bags": [5, 200],
}


@pytest.mark.parametrize("text", CASES)
def test_a_number_is_read_in_its_first_meaning(text: str) -> None:
    assert [mention.readings[0] for mention in find_mentions(text)] == pytest.approx(CASES[text])


@pytest.mark.parametrize(
    "text", ["12 March 2026", "May 3, 2025", "2026-01-31", "at 9:30", "the 3rd and the 21st", "x2 and P1"]
)
def test_dates_ordinals_and_names_are_no_numbers(text: str) -> None:
    assert find_mentions(text) == ()


@pytest.mark.parametrize("text", ["20%", "20 percent", "20 per cent", "twenty percent"])
def test_a_percentage_is_a_number_and_a_share(text: str) -> None:
    assert set(find_mentions(text)[0].readings) == {20, 0.2}


def test_both_and_quarter_may_be_data_and_need_not_be() -> None:
    assert all(mention.free for mention in find_mentions("both shops, this quarter"))


@pytest.mark.parametrize(
    "text",
    ["It was first raised in 2019 and has waited since.", "We are now at 14 Mill Street.", "Since 2021, nothing."],
)
def test_years_and_house_numbers_need_not_be_data(text: str) -> None:
    assert [mention.free for mention in find_mentions(text)] == [True]


@pytest.mark.parametrize("text", ["a stock of 2000 boxes", "2,000 in all", "30 tons for Weir Street"])
def test_amounts_that_look_like_them_are_data(text: str) -> None:
    assert [mention.free for mention in find_mentions(text)] == [False]
