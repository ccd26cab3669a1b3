"""Figures and how sure they are: against values worked out by hand or by enumeration."""

import math
from itertools import combinations, product
from statistics import mean

import pytest

from tasks.scoring.statistics import bootstrap, macro, mcnemar, micro, paired_difference, pass_at


@pytest.mark.parametrize(("right", "samples", "k"), [(0, 8, 3), (8, 8, 1), (3, 8, 1), (3, 8, 4), (5, 8, 4), (1, 5, 5)])
def test_pass_at_k_is_the_share_of_all_draws_that_hold_a_right_answer(right: int, samples: int, k: int):
    answers = [True] * right + [False] * (samples - right)
    share = mean(any(draw) for draw in combinations(answers, k))
    assert pass_at(k, right, samples) == pytest.approx(share)


def test_pass_at_more_than_there_are_samples_is_refused():
    with pytest.raises(ValueError, match="pass@9 needs 9 samples"):
        pass_at(9, 1, 8)


@pytest.mark.parametrize(("first", "second"), [(0, 0), (3, 3), (0, 6), (2, 9), (10, 1)])
def test_mcnemar_is_the_share_of_coin_throws_at_least_as_lopsided(first: int, second: int):
    count, less = first + second, min(first, second)
    throws = [sum(throw) for throw in product((0, 1), repeat=count)]
    lopsided = sum(heads <= less or heads >= count - less for heads in throws) / len(throws)
    assert mcnemar(first, second) == pytest.approx(lopsided)
    assert mcnemar(first, second) == mcnemar(second, first)


def test_a_bootstrap_interval_holds_the_mean_and_shrinks_with_the_items():
    few, many = bootstrap([1.0, 0.0] * 10), bootstrap([1.0, 0.0] * 500)
    assert few.low < few.share == 0.5 < few.high and (many.high - many.low) < (few.high - few.low) / 4
    exact = 1.959964 * math.sqrt(0.25 / 1000)
    assert (many.low, many.high) == (pytest.approx(0.5 - exact, abs=0.006), pytest.approx(0.5 + exact, abs=0.006))
    assert bootstrap([1.0, 0.0] * 10) == few and bootstrap([1.0] * 5).low == 1.0


def test_micro_weighs_items_and_macro_weighs_sets():
    counts = {"a": (9.0, 10), "b": (10.0, 100)}
    assert micro(counts) == pytest.approx(19 / 110)
    assert macro(counts) == pytest.approx((0.9 + 0.1) / 2)
    assert micro({}) == macro({}) == 0.0


def test_the_interval_of_a_paired_difference_is_that_of_bonett_and_price():
    """Their formula by hand: 2 and 8 of 48 differ, so that shares are 9/50 and 3/50 and the half width 0.1317."""
    found = paired_difference(2, 8, 48)
    assert (found.low, found.high) == (pytest.approx(0.12 - 0.13166, abs=1e-4), pytest.approx(0.12 + 0.13166, abs=1e-4))
    assert found.share == pytest.approx(6 / 48)
    assert paired_difference(0, 0, 0).share == 0
