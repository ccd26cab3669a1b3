"""Solvers are asked again about a captured model, and about variants of it."""

from collections.abc import Iterator

import pytest

from schemas.solve import Limits, SolverName
from tasks.sandbox.local import LocalDoor
from tasks.second_opinion.opinions import at_tightest, by_another_solver, of_each_left_out, of_relaxation, other_solvers

MODEL = """NAME m
OBJSENSE
    MAX
ROWS
 N obj
 L weight
 L space
 L idle
COLUMNS
    M 'MARKER' 'INTORG'
    $a obj 5 weight 2
    $a space 1
    b obj 4 weight 3
    b idle 1
    M 'MARKER' 'INTEND'
RHS
    RHS obj -10
    RHS weight 12 space 4
    RHS idle 100
BOUNDS
 PL B $a
 PL B b
ENDATA
"""
LIMITS = Limits()


@pytest.fixture(scope="module")
def door() -> Iterator[LocalDoor]:
    with LocalDoor(slots=1) as opened:
        yield opened


@pytest.mark.parametrize("solver", SolverName)
def test_an_opinion_comes_from_another_engine_that_reads_models(solver: SolverName):
    others = other_solvers(solver)
    assert solver not in others and len(others) >= 3


def test_pyomo_over_highs_is_not_asked_of_highs():
    assert SolverName.highs not in other_solvers(SolverName.pyomo)


@pytest.mark.parametrize("solver", other_solvers(SolverName.pulp))
def test_every_solver_gives_the_same_opinion(door: LocalDoor, solver: SolverName):
    solve = by_another_solver(door, MODEL, LIMITS, solver)
    assert (solve.status, solve.objective, solve.solver) == ("optimal", pytest.approx(34), solver)


def test_a_model_that_is_not_linear_goes_as_it_is(door: LocalDoor):
    square = MODEL.replace("ENDATA", "QUADOBJ\n    b b -2\nENDATA").replace(
        " PL B $a\n PL B b\n", " UP B $a 4\n UP B b 9\n"
    )
    solve = by_another_solver(door, square, LIMITS, SolverName.gurobi)
    assert (solve.status, solve.objective) == ("optimal", pytest.approx(33))


def test_an_optimum_that_lives_on_a_tolerance_is_lost_at_the_tightest(door: LocalDoor):
    nearly = MODEL.replace("RHS weight 12", "RHS weight 10.9999995")
    assert by_another_solver(door, nearly, LIMITS, SolverName.highs).objective == pytest.approx(34, abs=1e-3)
    assert at_tightest(door, nearly, LIMITS).objective == pytest.approx(30)


def test_a_relaxation_bounds_the_optimum(door: LocalDoor):
    solve = of_relaxation(door, MODEL, LIMITS)
    assert (solve.status, solve.objective) == ("optimal", pytest.approx(10 + 20 + 4 * 4 / 3))


def test_each_constraint_is_left_out_once(door: LocalDoor):
    found = {name: (solve.status.value, solve.objective) for name, solve in of_each_left_out(door, MODEL, LIMITS)}
    assert found == {
        "weight": ("optimal", pytest.approx(430)),
        "space": ("optimal", pytest.approx(40)),
        "idle": ("optimal", pytest.approx(34)),
    }
