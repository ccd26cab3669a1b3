"""A linear model is written as MPS that says all of it."""

import math

import pytest

from solver_images.runner.linear import Column, Linear, Row, plain_names, write_mps
from solver_images.runner.mps import mps_statistics
from tasks.algebra.linear_model import LinearModel
from tasks.algebra.mps import read_mps

INF = math.inf
BOUNDS = [(0, INF), (-INF, INF), (-INF, 5), (-INF, -5), (2.5, 2.5), (-3, 1e9), (0, 1), (0, 0), (0, 7), (-INF, 0)]


def read(columns: list[Column], rows: list[Row], sense: str = "minimize", constant: float = 0.0) -> LinearModel:
    return read_mps(write_mps(Linear(sense, constant, columns, rows)))


@pytest.mark.parametrize("bounds", BOUNDS)
@pytest.mark.parametrize("integer", [True, False])
def test_kind_and_bounds_are_read_back(bounds: tuple[float, float], integer: bool):
    column = Column("x", integer, *bounds, 1.5)
    (found,) = read([column], [Row("r", -INF, 9, [(0, 1.0)])]).columns
    assert (found.lower, found.upper, found.cost) == (*bounds, 1.5)
    assert (found.kind != "continuous") is integer


@pytest.mark.parametrize("bounds", [(1, 1), (-INF, 4), (-4, INF), (-2.5, 7), (0, 0), (0, INF), (-INF, 0), (0.1, 0.3)])
def test_both_sides_of_a_row_are_read_back(bounds: tuple[float, float]):
    (found,) = read([Column("x", False, 0, INF, 1)], [Row("r", *bounds, [(0, 1 / 3)])]).rows
    assert (found.lower, found.upper) == pytest.approx(bounds, rel=1e-15)
    assert found.coefficients == {0: 1 / 3}


def test_sense_and_constant_are_read_back():
    model = read([Column("x", False, 0, 4, 0.1)], [], "maximize", -20.25)
    assert (model.sense, model.constant) == ("maximize", -20.25)


def test_a_row_without_bounds_and_one_without_terms_are_harmless():
    rows = [Row("free", -INF, INF, [(0, 1.0)]), Row("empty", -1, INF, []), Row("r", 1, INF, [(0, 2.0)])]
    text = write_mps(Linear("minimize", 0, [Column("x", True, 0, 9, 1)], rows))
    counted = mps_statistics(text)
    assert counted is not None
    assert read_mps(text).rows[-1].coefficients == {0: 2.0}
    assert (counted["integer"], counted["nonzeros"]) == (1, 2)


def test_a_name_that_can_stay_stays():
    assert plain_names(["x[1,2]", "a b", "", "a_b", "x[1,2]"], "C") == ["x[1,2]", "a_b1", "C2", "a_b", "x[1,2]4"]


def test_plain_names_differ():
    names = ["a", "a", "a1", "a b", "a_b", "", "C5", " ", "a\tb"]
    assert len(set(plain_names(names, "C"))) == len(names)
