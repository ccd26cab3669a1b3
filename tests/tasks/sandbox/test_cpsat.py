"""CP-SAT's constraints are written as linear ones where they are, and not at all where one is not."""

import pytest

from schemas.solve import Solve, SolverName
from tasks.sandbox.local import LocalDoor

START = """
from ortools.sat.python import cp_model
m = cp_model.CpModel()
a, b, c = (m.new_bool_var(name) for name in "abc")
x, y = (m.new_int_var(-3, 9, name) for name in "xy")
"""
SOLVE = "\ns = cp_model.CpSolver()\ns.solve(m)\n"

LINEAR = {
    "m.add_bool_or(a, b.negated())\nm.minimize(a - 2 * b + c)": -1,
    "m.add_bool_or(a, b)\nm.minimize(3 * a + 2 * b + c)": 2,
    "m.add_bool_and(a, b.negated())\nm.maximize(a + 5 * b + c)": 2,
    "m.add_implication(a, b)\nm.maximize(3 * a - 2 * b)": 1,
    "m.add_bool_and(b, c).only_enforce_if(a)\nm.maximize(5 * a - 2 * b - 2 * c)": 1,
    "m.add_bool_or(b, c).only_enforce_if(a.negated())\nm.minimize(5 * a + 3 * b + 4 * c)": 3,
    "m.add_exactly_one(a, b, c)\nm.maximize(2 * a + 3 * b + 4 * c)": 4,
    "m.add_at_most_one(a, b, c.negated())\nm.maximize(2 * a + 3 * b + c)": 4,
    "m.add_at_least_one(a, b)\nm.minimize(a + b)": 1,
    "m.add_linear_constraint(2 * x + y, -4, 5)\nm.maximize(x + 1.5 * y - 0.25)": 11.25,
    "m.add(x + x + y + 3 <= 5)\nm.add(y >= 0)\nm.maximize(x - 7)": -6,
    "m.add(x == y)\nm.maximize(2 * x - y)": 9,
    "m.minimize(x - 2 * y + a.negated())": -21,
}
BEYOND = [
    "m.add(x != 3)",
    "m.add_all_different([x, y])",
    "m.add(x >= 4).only_enforce_if(a)",
    "m.add_max_equality(x, [y, a])",
    "m.add_multiplication_equality(x, [y, a])",
    "m.add_bool_xor([a, b])",
    "z = m.new_int_var_from_domain(cp_model.Domain.from_values([1, 3]), 'z')",
]


def run(door: LocalDoor, text: str) -> Solve:
    solve = door.run_program(START + text + SOLVE, SolverName.ortools)
    assert (solve.status, solve.exit_code) == ("optimal", 0), solve.stderr
    return solve


@pytest.mark.parametrize(("text", "objective"), LINEAR.items())
def test_what_is_linear_has_a_model_with_the_same_optimum(door: LocalDoor, text: str, objective: float):
    solve = run(door, text)
    assert solve.objective == pytest.approx(objective)
    again = door.solve_model(solve.model_mps or "")
    assert (again.status, again.sense, again.objective) == ("optimal", solve.sense, pytest.approx(objective))


@pytest.mark.parametrize("text", BEYOND)
def test_what_is_not_linear_has_no_model(door: LocalDoor, text: str):
    solve = run(door, f"{text}\nm.maximize(x + y)")
    assert (solve.model_mps, solve.sense) == (None, "maximize")
    assert solve.objective is not None


def test_a_model_without_an_objective_has_the_objective_zero(door: LocalDoor):
    solve = run(door, "m.add(x + y == 18)")
    assert (solve.objective, solve.sense) == (0, "minimize")
    assert {value.name: value.value for value in solve.values if value.name in "xy"} == {"x": 9, "y": 9}
