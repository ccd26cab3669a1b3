"""Numbers of words against numbers of a formulation."""

from tasks.algebra.text import parse_formulation
from tasks.check.quantities import text_numbers, understated, unstated, unused


def test_an_honest_text_states_every_number_and_no_other(words: str, formulation: str) -> None:
    parsed = parse_formulation(formulation)
    assert (unstated(parsed, words), understated(parsed, words), unused(parsed, words)) == ((), (), ())


def test_a_number_that_is_gone_is_unstated(words: str, formulation: str) -> None:
    assert unstated(parse_formulation(formulation), words.replace("240 ", "some ")) == (240,)


def test_a_number_that_hides_behind_an_equal_one_is_understated(words: str, formulation: str) -> None:
    parsed = parse_formulation(formulation.replace('"loaf": 35', '"loaf": 30'))
    assert understated(parsed, words.replace("35 loaves", "some loaves")) == (30,)


def test_a_value_that_all_elements_share_is_stated_once(words: str, formulation: str) -> None:
    parsed = parse_formulation(formulation.replace('"loaf": 5, "bun": 2}', '"loaf": 5, "bun": 5}'))
    assert understated(parsed, words.replace("A loaf sells for $5 and a bun for $2", "Both sell for $5")) == ()


def test_the_size_of_a_set_states_no_data(words: str, formulation: str) -> None:
    told = words.replace("A loaf sells", "Its two goods differ. A loaf sells").replace("a bun for $2", "a bun for less")
    assert understated(parse_formulation(formulation), told) == (2,)


def test_a_limit_on_how_many_members_is_data(words: str, formulation: str) -> None:
    told = words.replace("a bun for $2", "a bun for less")
    assert understated(parse_formulation(formulation), f"{told} No less than two goods are baked.") == ()
    assert understated(parse_formulation(formulation), f"{told} There are two goods.") == (2,)


def test_a_percent_sign_in_a_tables_head_reaches_its_cells() -> None:
    table = "| Fund | Return (%) |\n|---|---|\n| Alpha | 7 |\n"
    assert text_numbers(table) == {7, 0.07}


def test_digits_of_a_label_are_no_data() -> None:
    assert text_numbers("Line 7 makes 3 parts", frozenset({"Line 7"})) == {3}


def test_a_number_that_became_a_one_is_understated(words: str, formulation: str) -> None:
    parsed = parse_formulation(formulation.replace('"loaf": 5, "bun": 2}', '"loaf": 30, "bun": 2}'))
    told = words.replace("sells for $5", "sells for $30")
    assert understated(parsed, told) == ()
    lost = parse_formulation(formulation.replace('"loaf": 5, "bun": 2}', '"loaf": 1, "bun": 2}'))
    assert understated(lost, told) == (1,)


def test_a_position_in_a_set_of_periods_states_no_data() -> None:
    text = """## Sets
- `WEEKS = [1, 2, 3]`: weeks

## Parameters
- `need[WEEKS] = {1: 3, 2: 9, 3: 8}`

## Decision variables
- `0 <= make[WEEKS]`, continuous

## Objective
- `minimize sum(make[t] for t in WEEKS)`

## Constraints
- cover, `for t in WEEKS`: `make[t] >= need[t]`
"""
    parsed = parse_formulation(text)
    assert understated(parsed, "Needed are 3 tons in week 1, 9 tons in week 2 and 8 tons in week 3.") == ()
    assert understated(parsed, "Needed are some tons in week 1, 9 tons in week 2 and 8 tons in week 3.") == (3,)


def test_a_small_quantity_over_periods_is_data_and_not_a_position() -> None:
    text = """## Sets
- `WEEKS = [1, 2, 3, 4]`: weeks

## Parameters
- `first = 2`: first week with snow
- `share = 4`: share of the total

## Decision variables
- `0 <= make[WEEKS]`, continuous

## Objective
- `minimize sum(make[t] for t in WEEKS)`

## Constraints
- cap, `for t in WEEKS if t >= first`: `make[t] <= share * sum(make[k] for k in WEEKS)`
"""
    parsed = parse_formulation(text)
    told = "From week 2 on, until week 4, no week may make up more than 4 times the total."
    assert understated(parsed, told) == ()
    assert understated(parsed, told.replace("4 times", "several times")) == (4,)


def test_what_else_is_told_of_a_set_names_no_position_in_it() -> None:
    text = """## Sets
- `BARS = [1, 2, 3, 4]`: bars in stock, all of the same length
- `CUTS = ["post", "brace"]`: pieces to be cut

## Parameters
- `length[CUTS] = {"post": 3, "brace": 2}`: length

## Decision variables
- `put[CUTS, BARS]`, binary: whether the piece is cut from the bar

## Objective
- `maximize sum(length[c] * put[c, b] for c in CUTS for b in BARS)`

## Constraints
- once, `for c in CUTS`: `sum(put[c, b] for b in BARS) <= 1`
"""
    assert understated(parse_formulation(text), "The post has a length 3, the brace a length 2.") == ()
    assert understated(parse_formulation(text), "The post comes from bar 3, the brace has a length 2.") == (3,)
