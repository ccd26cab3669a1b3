"""Expressions mean what Python means by them, as far as they calculate with numbers."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tasks.algebra.errors import AlgebraError
from tasks.algebra.evaluation import compile_expression
from tasks.algebra.values import metered

NAMES = {"P": (1, 2, 3), "A": ((1, "a"), (2, "b")), "c": {1: 2.5, 2: 4.0, 3: 0.5}, "n": 7, "u": 0.1}


def value(text: str) -> object:
    return compile_expression(text)(metered(NAMES))


def by_python(text: str) -> object:
    return eval(text, {"__builtins__": {}, "sum": sum, "min": min, "max": max, "len": len, **NAMES})


ATOMS = st.sampled_from(("1", "2", "0.1", "3e-7", "n", "u", "c[1]", "c[2]", "len(P)"))
SUMS = ("sum({} * c[p] for p in P)", "sum({} for p in P for q in P if p < q)", "max(p + {} for p in P)")
SIGNS = st.sampled_from((" + ", " - ", " * ", " / "))


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions around some others."""
    chain = st.tuples(inner, SIGNS, inner, SIGNS, inner).map("".join)
    forms = st.sampled_from((*SUMS, "({})", "-{}", "min({}, 3)"))
    return st.one_of(chain, st.tuples(forms, inner).map(lambda pair: pair[0].format(pair[1])))


ARITHMETIC = st.recursive(ATOMS, larger, max_leaves=10)


@settings(max_examples=400, deadline=None)
@given(text=ARITHMETIC)
def test_arithmetic_is_pythons_to_the_last_digit(text: str):
    try:
        expected = by_python(text)
    except ZeroDivisionError:
        assume(False)
        return
    found = value(text)
    assert found == expected or (isinstance(found, float) and math.isnan(found))


@pytest.mark.parametrize(
    "text",
    [
        "sum(c[p] for p in P if p > 1 if c[p] < 4)",
        "sum(1 for p in P if p > 1 and c[p] < 4 or p == 1)",
        "sum(i for i, name in A if name != 'b')",
        "sum(1 for p in P if not p in (1, 2))",
        "sum(1 for p in P if 1 <= p < 3)",
        "min(c[p] for p in P)",
        "max(P)",
        "len(A)",
        "A[1][0]",
        "sum(sum(c[q] for q in P if q <= p) for p in P)",
    ],
)
def test_loops_and_conditions_are_pythons(text: str):
    assert value(text) == by_python(text)


def test_a_condition_is_not_asked_where_the_one_before_it_fails():
    assert value("sum(1 for p in P if p > 5 if c[9] > 0)") == 0
    assert value("sum(1 for p in P if p > 5 and c[9] > 0)") == 0


def test_an_index_ends_with_its_loop():
    with pytest.raises(NameError, match="'p' is not defined"):
        value("sum(p for p in P) + p")


@pytest.mark.parametrize(
    "text", ["'a' * 3", "P * 3", "P + P", "-P", "+'a'", "'a' < 3", "c * 2", "min(P, P)", "sum('ab')", "n[0]"]
)
def test_nothing_but_numbers_is_calculated_with(text: str):
    with pytest.raises(TypeError):
        value(text)


@pytest.mark.parametrize("text", ["sum(P, 1)", "len()", "sum()"])
def test_functions_take_what_they_take(text: str):
    with pytest.raises(AlgebraError, match="takes one argument"):
        value(text)
