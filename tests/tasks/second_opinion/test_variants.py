"""Variants of a captured model differ from it in what they say, and in nothing else."""

import pytest

from schemas.formulation import VariableKind
from tasks.algebra.errors import AlgebraError
from tasks.algebra.mps import read_mps
from tasks.second_opinion.variants import relaxed, without, write
from tests.tasks.algebra.captured import TEXT


def test_a_model_that_is_written_is_read_back_the_same():
    model = read_mps(TEXT)
    assert read_mps(write(model)) == model


def test_a_relaxation_differs_in_the_kinds_only():
    model, free = read_mps(TEXT), relaxed(read_mps(TEXT))
    assert [column.kind for column in free.columns] == [VariableKind.continuous] * 3
    assert [(c.lower, c.upper, c.cost) for c in free.columns] == [(c.lower, c.upper, c.cost) for c in model.columns]
    assert (free.rows, free.constant, free.sense) == (model.rows, -20, "maximize")


def test_a_constraint_is_left_out_by_its_name():
    model = read_mps(TEXT)
    assert [row.name for row in without(model, "hours").rows] == ["total"]
    assert without(model, "hours").columns == model.columns


def test_a_constraint_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(KeyError, match="no constraint 'days' in this model; it has 2, such as hours, total"):
        without(read_mps(TEXT), "days")


@pytest.mark.parametrize(
    ("beyond", "word"),
    [
        (TEXT.replace("ENDATA", "QUADOBJ\n    x x 1\nENDATA"), "QUADOBJ"),
        (TEXT.replace("ENDATA", "SOS\n S1 s\n    i 1\nENDATA"), "SOS"),
        (TEXT.replace(" FR B x", " SC B x 7"), "SC"),
    ],
)
def test_what_a_linear_model_would_lose_is_refused(beyond: str, word: str):
    with pytest.raises(AlgebraError, match=f"not linear: its MPS text holds {word}"):
        read_mps(beyond)
