"""Doubts: what decides an optimum is found, and honest models, the shipped ones too, raise none."""

import math
from random import Random

import pytest

from schemas.finding import Doubt, Question
from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense, TerminationStatus
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import Column, LinearModel, Row
from tasks.scoring.core import bounds_only, core, flipped, optimum_by_bounds
from tasks.scoring.doubts import doubts_about_optimum, moves, moves_by_costs
from tasks.scoring.examination import examine
from tasks.scoring.resolving import resolve
from tasks.second_opinion.variants import write
from tasks.seed_file import read_seeds

KINDS = (VariableKind.continuous, VariableKind.integer)
SIDES = ((-math.inf, 20.0), (6.0, math.inf), (4.0, 20.0))


def drawn(rng: Random) -> LinearModel:
    """A small model whose rows hold one variable each."""
    columns = tuple(
        Column(f"x{at}", rng.choice(KINDS), rng.choice((0.0, -3.5, 1.2)), rng.choice((7.3, 12.0, math.inf)), cost)
        for at, cost in enumerate(rng.choices((0.0, 2.0, -3.0, 1.5), k=4))
    )
    rows = tuple(
        Row(f"r{at}", {rng.randrange(4): rng.choice((2.0, -1.0, 0.5))}, -math.inf, rng.choice((5.0, 9.5)))
        for at in range(3)
    )
    return LinearModel(rng.choice(list(ObjectiveSense)), columns, rows, rng.choice((0.0, 4.0)))


@pytest.mark.parametrize("seed", range(40))
def test_an_optimum_that_bounds_decide_is_that_of_the_solver(seed: int):
    model = drawn(Random(seed))
    assert optimum_by_bounds(model) == pytest.approx(resolve(model).objective)


def test_rows_that_nothing_ties_to_the_objective_are_left_out():
    costs = {"a": 1, "b": 0, "c": 0, "d": 0}
    columns = tuple(Column(name, VariableKind.continuous, 0, 9, cost) for name, cost in costs.items())
    rows = (Row("tied", {0: 1, 1: 1}, 3, 5), Row("further", {1: 1, 2: 1}, 1, 5), Row("loose", {3: 1}, 2, 5))
    kept = core(LinearModel(ObjectiveSense.minimize, columns, rows, 0.0))
    assert [row.name for row in kept.rows] == ["tied", "further"]
    assert bounds_only(kept).rows == ()


def test_a_flip_relaxes_integers_else_makes_them_and_leaves_binaries():
    columns = (Column("n", VariableKind.integer, 0, 9, 1), Column("b", VariableKind.binary, 0, 1, 1))
    model = LinearModel(ObjectiveSense.minimize, columns, (), 0.0)
    relaxed = flipped(model)
    assert relaxed is not None and [column.kind.value for column in relaxed.columns] == ["continuous", "binary"]
    assert flipped(LinearModel(ObjectiveSense.minimize, columns[1:], (), 0.0)) is None


def test_no_shipped_seed_is_doubted():
    solved = [seed for seed in read_seeds() if seed.blueprint is not None and seed.objective is not None]
    assert len(solved) > 240
    for seed in solved:
        assert seed.blueprint is not None and seed.objective is not None
        model = ground(seed.blueprint.formulation)
        assert doubts_about_optimum(model, seed.objective, seed.statement) == (), (seed.id, seed.family)


def mixed(rng: Random) -> LinearModel:
    """A small model with some whole variables and rows of several variables."""
    columns = tuple(
        Column(f"x{at}", rng.choice(KINDS), 0.0, rng.choice((9.0, math.inf)), rng.choice((1.0, 4.0, 7.0, -6.0)))
        for at in range(3)
    )
    rows = tuple(
        Row(f"r{at}", {place: rng.choice((2.0, 3.0, 4.0)) for place in rng.sample(range(3), 2)}, *rng.choice(SIDES))
        for at in range(3)
    )
    return LinearModel(rng.choice(list(ObjectiveSense)), columns, rows, rng.choice((0.0, 7.0)))


@pytest.mark.parametrize("seed", range(200))
def test_what_costs_alone_show_to_move_moves_when_it_is_solved(seed: int):
    model, stated = mixed(Random(seed)), frozenset({2.0, 4.0, 6.0, 7.0, 20.0})
    found = resolve(model)
    if found.objective is not None and moves_by_costs(model, found.objective, stated, found.values):
        assert moves(model, found.objective, stated)


def test_a_number_that_a_row_holds_as_well_shows_nothing():
    columns = (Column("x", VariableKind.continuous, 0, math.inf, 5.0),)

    def shown(coefficient: float) -> bool:
        row = Row("demand", {0: coefficient}, 18.0, math.inf)
        model = LinearModel(ObjectiveSense.minimize, columns, (row,), 0.0)
        found = resolve(model)
        assert found.objective is not None
        return moves_by_costs(model, found.objective, frozenset({5.0}), found.values)

    assert shown(2.0) and not shown(5.0)


@pytest.mark.parametrize("seed", range(40))
def test_a_relaxation_that_is_whole_is_the_model(seed: int):
    model = mixed(Random(seed))
    again, other = resolve(model), solve_linear_model(model)
    assert again.status is other.status
    assert again.objective == pytest.approx(other.objective)


def test_a_model_that_belies_what_was_told_is_not_confirmed():
    columns = (Column("x", VariableKind.continuous, 4, math.inf, 1),)
    model = write(LinearModel(ObjectiveSense.minimize, columns, (), 0.0))

    def asked(objective: float | None, status: TerminationStatus = TerminationStatus.optimal) -> Question:
        return Question(
            model_mps=model,
            status=status,
            objective=objective,
            sense=ObjectiveSense.minimize,
            statement="At least 4.",
            right=True,
            flip=False,
        )

    assert examine(asked(4.0)).confirmed is True
    assert examine(asked(3.0)).confirmed is False
    assert examine(asked(None, TerminationStatus.infeasible)).confirmed is False
    assert examine(asked(4.0).model_copy(update={"sense": ObjectiveSense.maximize})).confirmed is False


def test_the_answer_in_the_text_of_a_model_that_is_not_linear_is_seen():
    mps = "NAME\nROWS\n N obj\nCOLUMNS\n x obj 575\nRHS\nBOUNDS\nQUADOBJ\n x x 2\nENDATA\n"
    asked = Question(
        model_mps=mps,
        status=TerminationStatus.optimal,
        objective=575.0,
        sense=ObjectiveSense.minimize,
        statement="There are 47 hours and 41 kg.",
        right=True,
        flip=False,
    )
    found = examine(asked)
    assert not found.linear and found.doubts == (Doubt.written,)
