"""A record is held against its model: a lie is forged, an honest answer stands, and silence proves nothing."""

import pytest

from schemas.solve import ObjectiveSense, Solve, SolverName, TerminationStatus
from tasks.sandbox.door import LocalDoor
from tasks.sandbox.verify import hold_against

BUILD = "import coptpy as cp\nm = cp.Envr().createModel()\nx = m.addVar(lb=2, obj=1)\nm.addConstr(x >= 3)\n"
LIES = {
    "objective": "cp.Model.objval = cp.Model.lpobjval = property(lambda self: 1.0)\nm.solve()\n",
    "status": "cp.Model.status = property(lambda self: cp.COPT.UNBOUNDED)\nm.solve()\n",
    "no number": "cp.Model.lpobjval = property(lambda self: float('nan'))\nm.solve()\n",
    "record": "import os, json\nm.solve()\nb = json.dumps({'event': 'end', 'status': 'optimal', 'objective': 1e6,"
    " 'mps': m.writeMpsStr().getData()}).encode()\nos.write(3, len(b).to_bytes(4, 'big') + b)\n",
}


def solve(status: str, objective: float | None = None) -> Solve:
    return Solve(solver=SolverName.copt, status=TerminationStatus(status), objective=objective)


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_about_the_answer_is_forged(door: LocalDoor, lie: str):
    told, again = door.run_verified(BUILD + LIES[lie], SolverName.copt)
    assert (told.status, told.objective) == ("forged", None)
    assert again is not None and again.objective == 3
    assert told.error is not None and "its captured model gives optimal 3" in told.error


def test_an_honest_answer_stands(door: LocalDoor):
    told, again = door.run_verified(BUILD + "m.solve()\n", SolverName.copt)
    assert (told.status, told.objective, again and again.objective) == ("optimal", 3, 3)


def test_without_a_model_there_is_nothing_to_hold_against(door: LocalDoor):
    told, again = door.run_verified("print(42)\n", SolverName.copt)
    assert (told.status, again) == ("no_model", None)


def test_a_second_solve_that_proves_nothing_changes_nothing():
    told = solve("optimal", 3)
    assert hold_against(told, solve("time_limit", 5)) is told
    assert hold_against(told, solve("crashed")) is told


@pytest.mark.parametrize(
    ("told", "again"),
    [
        (("optimal", 3.0), ("infeasible", None)),
        (("infeasible", None), ("optimal", 3.0)),
        (("optimal", 3), ("optimal", 4)),
    ],
)
def test_outcomes_that_differ_are_forged(told: tuple[str, float | None], again: tuple[str, float | None]):
    assert hold_against(solve(*told), solve(*again)).status is TerminationStatus.forged


def test_the_last_digits_are_not_a_lie():
    told = solve("optimal", 1_000_000.0)
    assert hold_against(told, solve("optimal", 1_000_000.5)) is told


@pytest.mark.parametrize("status", ["feasible", "time_limit", "solver_limit"])
def test_an_incumbent_better_than_the_best_is_forged(status: str):
    best = solve("optimal", 3).model_copy(update={"sense": "minimize"})
    assert hold_against(solve(status, 2), best).status is TerminationStatus.forged
    assert hold_against(solve(status, 2), solve("infeasible")).status is TerminationStatus.forged
    worse = solve(status, 4)
    assert hold_against(worse, best) is worse


def test_an_incumbent_beyond_the_bound_is_forged_where_the_best_is_not_known():
    unknown = solve("time_limit", 9).model_copy(update={"best_bound": 5.0, "sense": ObjectiveSense.maximize})
    assert hold_against(solve("time_limit", 6), unknown).status is TerminationStatus.forged
    assert hold_against(solve("time_limit", 4), unknown).status is TerminationStatus.time_limit
