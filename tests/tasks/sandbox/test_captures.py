"""Every modelling library is seen alike: status, objective, sense, values, and a model that says the same."""

import random

import pytest

from schemas.solve import Limits, ObjectiveSense, Solve, TerminationStatus
from tasks.sandbox.local import LocalDoor
from tests.tasks.sandbox.programs import DIALECTS, Constraint, Dialect, Goal, Variable

X, Y, B = Variable("x", upper=4, integer=True), Variable("y"), Variable("b", upper=1, integer=True)
MAXIMUM = (X, Y, B, Constraint("x + 2 * y + b <= 5"), Goal("3 * x - y + b - 20"))
INTEGER = {name: dialect for name, dialect in DIALECTS.items() if not dialect.relaxes}
UNBOUNDED = {name: dialect for name, dialect in DIALECTS.items() if name != "cp-sat"}
CONTINUOUS = {name: dialect for name, dialect in DIALECTS.items() if dialect.floats}
FREELY_NAMED = {name: dialect for name, dialect in DIALECTS.items() if name != "pulp"}
"""PuLP writes blanks as underscores, and refuses two variables of one name."""
SEARCHING = ("copt", "gurobi", "pulp", "highs", "scip", "pywraplp-scip", "model-builder", "cp-sat", "pyomo-highs")
PRICES = {f"v{i}": 400 + 37 * i % 200 for i in range(70)}

every = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
every_integer = pytest.mark.parametrize("dialect", INTEGER.values(), ids=INTEGER)


def run(
    door: LocalDoor, dialect: Dialect, *parts: Variable | Constraint | Goal | str, limits: Limits = Limits()
) -> Solve:
    """Run a program that ends with its solve."""
    return door.run_program(dialect.program(*parts, dialect.solve), dialect.solver, limits)


@every
def test_an_integer_optimum_comes_with_objective_sense_and_values(door: LocalDoor, dialect: Dialect):
    solve = run(door, dialect, *MAXIMUM)
    assert (solve.status, solve.sense, solve.solves, solve.error, solve.exit_code) == (
        "optimal",
        "maximize",
        1,
        None,
        0,
    )
    assert solve.objective == pytest.approx(-7)
    assert {value.name: value.value for value in solve.values} == pytest.approx({"x": 4, "y": 0, "b": 1})


@every_integer
def test_an_integer_optimum_comes_with_statistics(door: LocalDoor, dialect: Dialect):
    counted = run(door, dialect, *MAXIMUM).statistics
    assert counted is not None
    kinds = (1, 1, 1) if dialect.floats else (0, 2, 1)
    assert (counted.continuous, counted.integer, counted.binary) == kinds
    assert (counted.constraints, counted.nonzeros) == (1, 3)
    assert (counted.smallest_coefficient, counted.largest_coefficient) == (1, 2)


@every
def test_a_maximum_with_a_constant_is_the_same_when_its_model_is_solved_again(door: LocalDoor, dialect: Dialect):
    again = door.solve_model(run(door, dialect, *MAXIMUM).model_mps or "")
    assert (again.status, again.sense, again.objective) == ("optimal", "maximize", pytest.approx(-7))


@pytest.mark.parametrize("dialect", CONTINUOUS.values(), ids=CONTINUOUS)
def test_the_captured_model_has_all_digits_of_its_numbers(door: LocalDoor, dialect: Dialect):
    third = repr(1 / 3)
    parts = (Variable("x"), Constraint(f"{third} * x >= 0.1234567891234"), Goal(f"{third} * x", maximize=False))
    solve = run(door, dialect, *parts)
    assert (solve.status, solve.sense, solve.objective) == ("optimal", "minimize", pytest.approx(0.1234567891234))
    assert door.solve_model(solve.model_mps or "").objective == pytest.approx(0.1234567891234, rel=1e-12)


@every
def test_an_infeasible_model_is_told_from_an_unbounded_one(door: LocalDoor, dialect: Dialect):
    parts = (Variable("x", upper=3, integer=True), Variable("y"), Constraint("2 * x - y >= 9"), Goal("x + y", False))
    solve = run(door, dialect, *parts)
    assert (solve.status, solve.objective, solve.values) == ("infeasible", None, ())
    assert door.solve_model(solve.model_mps or "").status == "infeasible"


@pytest.mark.parametrize("dialect", UNBOUNDED.values(), ids=UNBOUNDED)
@pytest.mark.parametrize("integer", [True, False])
def test_an_unbounded_model_is_told_from_an_infeasible_one(door: LocalDoor, dialect: Dialect, integer: bool):
    variables = Variable("x", integer=integer), Variable("y", integer=integer)
    solve = run(door, dialect, *variables, Constraint("x - y <= 4"), Goal("x + y"))
    assert (solve.status, solve.objective, solve.values) == ("unbounded", None, ())
    assert door.solve_model(solve.model_mps or "").status == "unbounded"


@every
def test_every_call_is_listed_with_the_number_of_its_model(door: LocalDoor, dialect: Dialect):
    first = dialect.program(*MAXIMUM, dialect.solve, "first = m")
    again = dialect.program(X, Constraint("2 * x <= 6"), Goal("x + 1"), dialect.solve)
    solve = door.run_program(first + again, dialect.solver)
    assert [(call.model, call.status, call.sense) for call in solve.calls] == [
        (1, "optimal", "maximize"),
        (2, "optimal", "maximize"),
    ]
    assert [call.objective for call in solve.calls] == [pytest.approx(-7), pytest.approx(4)]
    assert (solve.solves, solve.objective) == (2, pytest.approx(4))
    assert sum(call.solve_seconds or 0 for call in solve.calls) == pytest.approx(solve.solve_seconds)


@every
def test_a_model_that_is_solved_again_keeps_its_number(door: LocalDoor, dialect: Dialect):
    solve = run(door, dialect, *MAXIMUM, dialect.solve)
    assert [call.model for call in solve.calls] == [1, 1]


@every
def test_a_program_that_fails_after_its_solve_keeps_the_solve(door: LocalDoor, dialect: Dialect):
    solve = door.run_program(dialect.program(*MAXIMUM, dialect.solve, "raise KeyError('late')"), dialect.solver)
    assert (solve.status, solve.objective, solve.exit_code) == ("optimal", pytest.approx(-7), 1)
    assert "KeyError: 'late'" in (solve.error or "")


@pytest.mark.parametrize("dialect", FREELY_NAMED.values(), ids=FREELY_NAMED)
def test_names_that_mps_cannot_hold_do_not_change_the_model(door: LocalDoor, dialect: Dialect):
    labels = ("x 1", "x_1", "b[1,'q']")
    variables = [part._replace(label=label) for part, label in zip((X, Y, B), labels, strict=True)]
    solve = run(door, dialect, *variables, Constraint(MAXIMUM[3].text, "a row"), MAXIMUM[4])
    assert solve.objective == pytest.approx(-7)
    again = door.solve_model(solve.model_mps or "")
    assert (again.status, again.objective) == ("optimal", pytest.approx(-7))


@pytest.mark.parametrize("name", SEARCHING)
def test_a_search_that_is_stopped_by_the_clock_brings_back_its_incumbent(door: LocalDoor, name: str):
    # On a busy machine CBC on one thread looks at its clock too seldom for two.
    seconds = 10.0 if name == "pulp" else 2.0
    solve = run(door, DIALECTS[name], *hard(), limits=Limits(wall_seconds=seconds))
    assert (solve.status, solve.sense) == (TerminationStatus.time_limit, ObjectiveSense.maximize)
    chosen = {value.name for value in solve.values if value.value > 0.5}
    assert solve.objective == pytest.approx(100 + sum(PRICES[name] for name in chosen), abs=1e-4)
    assert solve.wall_seconds < seconds
    assert solve.solve_seconds is not None and solve.solve_seconds > 1.0


@every_integer
def test_a_tight_tolerance_leaves_the_optimum(door: LocalDoor, dialect: Dialect):
    assert run(door, dialect, *MAXIMUM, limits=Limits(tolerance=1e-9)).objective == pytest.approx(-7, abs=1e-7)


def hard() -> list[Variable | Constraint | Goal]:
    """A knapsack in many dimensions: points are easy to find, the best one is not."""
    draw = random.Random(3)
    rows = [{name: draw.randint(100, 999) for name in PRICES} for _ in range(12)]
    return [
        *(Variable(name, upper=1, integer=True) for name in PRICES),
        *(Constraint(f"{weighted(row)} <= {sum(row.values()) // 2}", f"row{i}") for i, row in enumerate(rows)),
        Goal(f"{weighted(PRICES)} + 100"),
    ]


def weighted(row: dict[str, int]) -> str:
    return " + ".join(f"{weight} * {name}" for name, weight in row.items())
