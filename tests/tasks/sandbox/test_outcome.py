"""What a program's process tells may be forged, broken or absurd; a `Solve` comes out all the same."""

import math
from typing import Any

import pytest

from schemas.solve import Limits, Solve, SolverName, TerminationStatus
from tasks.sandbox.outcome import read_outcome

ANSWER: dict[str, Any] = {
    "killed": "",
    "exit_code": 0,
    "wall_seconds": 0.1,
    "cpu_seconds": 0.1,
    "peak_memory_mib": 40.0,
    "stdout": "",
    "stderr": "",
    "solves": 1,
    "calls": [],
    "solve_seconds": 0.01,
    "inside": False,
    "start": None,
    "end": {"status": "optimal", "objective": 3.0, "sense": "maximize", "values": [["x", 3.0]]},
    "failure": None,
    "statistics": None,
}


def read(**changes: Any) -> Solve:
    return read_outcome({**ANSWER, **changes}, SolverName.copt, Limits())


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1e30, -1e30, "3", None, True, [], {}])
def test_an_objective_that_is_no_finite_number_is_none(number: Any):
    assert read(end={"status": "optimal", "objective": number}).objective is None


def test_minus_zero_is_zero():
    assert str(read(end={"status": "optimal", "objective": -0.0}).objective) == "0.0"


@pytest.mark.parametrize("status", ["won", None, 7, [], {"optimal": 1}])
def test_an_unknown_status_is_not_believed(status: Any):
    assert read(end={"status": status}).status == TerminationStatus.no_model


def test_malformed_values_are_left_out():
    pairs = [["x", 1], ["y", math.nan], ["z"], 5, [1, 2], ["w", "1"], ["\ud800", -0.0]]
    values = read(end={"status": "optimal", "values": pairs}).values
    assert [(value.name, value.value) for value in values] == [("x", 1), ("?", 0)]


def test_a_kill_inside_the_solver_is_the_status():
    solve = read(inside=True, killed="time", exit_code=-9, start={"sense": "minimize", "mps": "NAME"})
    assert (solve.status, solve.objective, solve.model_mps) == (TerminationStatus.time_limit, None, "NAME")


def test_a_solver_out_of_memory_is_told_by_its_last_words():
    stderr = "terminate called after throwing an instance of 'std::bad_alloc'"
    assert read(inside=True, exit_code=-6, stderr=stderr).status == TerminationStatus.memory_limit


def test_an_answer_that_cannot_be_read_says_so():
    solve = read(end={"unread": "TypeError: no such attribute"})
    assert (solve.status, solve.error) == (
        "crashed",
        "the solver's answer cannot be read: TypeError: no such attribute",
    )


def test_a_claim_is_kept_apart_from_what_the_solver_says():
    solve = read(stdout="Objective value: 5\n")
    assert (solve.objective, solve.claimed_objective, solve.claims_no_solution) == (3, 5, False)


def test_a_claim_that_is_no_finite_number_is_none():
    assert read(stdout="objective: 1e999\n").claimed_objective is None


def test_calls_that_are_not_well_formed_are_left_out():
    calls = [
        {"model": 2, "status": "optimal", "objective": math.nan, "sense": "up"},
        {"model": "1"},
        {"model": True},
        {},
    ]
    (call,) = read(calls=calls).calls
    assert (call.model, call.status, call.objective, call.sense) == (2, "optimal", None, None)


def test_the_call_that_never_came_back_has_the_status_of_the_whole():
    calls = [{"model": 1, "status": "optimal"}, {"model": 1, "sense": "maximize"}]
    solve = read(inside=True, killed="time", exit_code=-9, start={}, calls=calls)
    assert [call.status for call in solve.calls] == ["optimal", "time_limit"]


def test_a_refusal_for_want_of_a_licence_says_size_limit_and_remedy():
    solve = read(end={"status": "licence_limit", "size": [2500, 3]}, exit_code=1, failure={"type": "CoptError"})
    assert solve.status == "licence_limit"
    for words in ("2500 variables and 3 constraints", "2,000 variables", "COPT_LICENSE_DIR"):
        assert words in (solve.error or "")
