"""Enumeration tries every assignment of small integer models, and finds what a solver finds."""

import math
from random import Random

import pytest

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense, TerminationStatus
from tasks.algebra.enumeration import all_points, assignments, enumerate_best, tight_box
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, Row


def binary(costs: list[float], rows: tuple[Row, ...], sense: ObjectiveSense = ObjectiveSense.maximize) -> LinearModel:
    """A model over binary variables."""
    columns = tuple(Column(f"x{at}", VariableKind.binary, 0, 1, cost) for at, cost in enumerate(costs))
    return LinearModel(sense, columns, rows, constant=10)


KNAPSACK = Row("weight", {0: 3, 1: 4, 2: 5}, -INFINITY, 8)


def test_the_best_assignment_is_found_with_its_constant():
    best = enumerate_best(binary([5, 6, 8], (KNAPSACK,)))
    assert best is not None
    assert (best.status, best.objective, best.values) == (TerminationStatus.optimal, 23, (1, 0, 1))


def test_minimizing_takes_the_other_end():
    cover = Row("cover", {0: 1, 1: 1}, 1, INFINITY)
    best = enumerate_best(binary([5, 6, -8], (cover,), ObjectiveSense.minimize))
    assert best is not None and best.objective == 7


@pytest.mark.parametrize(
    "rows",
    [
        (Row("odd", {0: 2, 1: 2, 2: 2}, 3, 3),),
        (Row("at least", {0: 1, 1: 1, 2: 1}, 4, INFINITY),),
        (Row("left", {0: 1, 1: -1}, 1, 1), Row("right", {1: 1, 2: 1}, 2, INFINITY)),
    ],
)
def test_where_no_assignment_is_feasible_the_model_is_infeasible(rows: tuple[Row, ...]):
    best = enumerate_best(binary([1, 1, 1], rows))
    assert best is not None and best.status is TerminationStatus.infeasible


def test_integers_are_bounded_by_what_the_rows_imply():
    columns = (Column("x", VariableKind.integer, 0, INFINITY, 3), Column("y", VariableKind.integer, 0, INFINITY, 2))
    rows = (Row("hours", {0: 2, 1: 1}, -INFINITY, 9), Row("market", {1: 1}, -INFINITY, 4.5))
    model = LinearModel(ObjectiveSense.maximize, columns, rows)
    assert tight_box(model) == [(0, 4), (0, 4)]
    best = enumerate_best(model)
    assert best is not None and best.objective == 15


def test_what_cannot_be_counted_through_is_left_alone():
    real = LinearModel(ObjectiveSense.minimize, (Column("x", VariableKind.continuous, 0, 1, 1),), ())
    endless = LinearModel(ObjectiveSense.minimize, (Column("x", VariableKind.integer, 0, INFINITY, 1),), ())
    assert enumerate_best(real) is None
    assert enumerate_best(endless) is None
    assert enumerate_best(binary([1.0] * 17, ())) is None
    assert enumerate_best(LinearModel(ObjectiveSense.minimize, (), ())) is None


def test_every_point_of_a_box_is_counted_once():
    box = [(-1.0, 1.0), (2.0, 2.0), (0.0, 3.0)]
    points = {tuple(point) for point in all_points(box).tolist()}
    assert len(points) == assignments(box) == 12
    assert all(low <= value <= high for point in points for value, (low, high) in zip(point, box, strict=True))


@pytest.mark.parametrize("seed", range(25))
def test_enumeration_and_highs_agree_on_random_models(seed: int):
    rng = Random(seed)
    kinds = [rng.choice([VariableKind.binary, VariableKind.integer]) for _ in range(5)]
    columns = tuple(
        Column(f"x{at}", kind, 0, 1 if kind is VariableKind.binary else rng.randint(1, 6), rng.randint(-9, 9))
        for at, kind in enumerate(kinds)
    )
    rows = tuple(
        Row(f"r{at}", {p: float(rng.randint(-5, 9)) for p in range(5)}, -INFINITY, float(rng.randint(-4, 20)))
        for at in range(3)
    )
    model = LinearModel(rng.choice(list(ObjectiveSense)), columns, rows)
    best, solved = enumerate_best(model), solve_linear_model(model)
    assert best is not None and best.status is solved.status
    assert best.objective == solved.objective or math.isclose(best.objective or 0, solved.objective or 0, abs_tol=1e-6)
