"""The other variable type: an answer that is had without a search is the one that a search would give."""

from random import Random

import pytest

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.linear_model import Column, LinearModel, Row
from tasks.check.flipped_type import answer_of
from tasks.second_opinion.solving import same_answer, solve_tightly
from tasks.second_opinion.variants import flipped

SEEDS = range(60)


def drawn(seed: int) -> LinearModel:
    """A small model with whole optima and others, of one kind of variable beside a binary one."""
    rng = Random(seed)
    kind = rng.choice((VariableKind.continuous, VariableKind.integer))
    columns = (
        Column("b", VariableKind.binary, 0.0, 1.0, rng.choice((3.0, 5.0))),
        *(Column(f"x{at}", kind, 0.0, 9.0, rng.choice((2.0, 3.0, 4.0))) for at in range(3)),
    )
    rows = tuple(
        Row(f"r{at}", {place: rng.choice((1.0, 2.0, 3.0)) for place in range(4)}, 0.0, rng.choice((8.0, 12.0, 17.0)))
        for at in range(2)
    )
    return LinearModel(ObjectiveSense.maximize, columns, rows, 0.0)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_answer_without_a_search_is_that_of_the_search(seed: int):
    model = drawn(seed)
    other = flipped(model)
    assert other is not None
    found = answer_of(other, solve_tightly(model), is_settled=False)
    assert found is not None and same_answer(found, solve_tightly(other))


def test_where_the_words_decide_only_a_search_for_whole_numbers_is_left_out():
    left_out: set[bool] = set()
    for model in map(drawn, SEEDS):
        other = flipped(model)
        assert other is not None
        optimum = solve_tightly(model)
        found = answer_of(other, optimum, is_settled=True)
        assert found is None or same_answer(found, solve_tightly(other))
        is_whole = all(value == pytest.approx(round(value), abs=1e-9) for value in optimum.values)
        searches = VariableKind.integer in {column.kind for column in other.columns} and not is_whole
        assert (found is None) == searches
        left_out.add(searches)
    assert left_out == {True, False}
