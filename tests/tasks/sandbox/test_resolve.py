"""A captured model means the same in every solver that reads it again."""

import pytest

from schemas.solve import Limits, Solve, SolverName
from tasks.sandbox.local import LocalDoor
from tasks.sandbox.running import READERS

INTEGER = ("    M 'MARKER' 'INTORG'\n", "    M 'MARKER' 'INTEND'\n")


def text(
    row: str = "L", column: str = "    x obj 1 r 1\n", right: str = "7.5", rest: str = "", sense: str = "MAX"
) -> str:
    """A model of one row `r` and the column `x`, or those that are given."""
    head = f"NAME m\nOBJSENSE\n    {sense}\nROWS\n N  obj\n {row}  r\nCOLUMNS\n{column}RHS\n    RHS r {right}\n"
    return f"{head}{rest}ENDATA\n"


def integral(column: str = "    x obj 1 r 1\n") -> str:
    return column.join(INTEGER)


def bounds(*lines: str) -> str:
    return "BOUNDS\n" + "".join(f" {line}\n" for line in lines)


TRICKY = {
    "integer without bounds is binary": (text(column=integral()), 1),
    "integer from 0": (text(column=integral(), rest=bounds("LO B x 0")), 7),
    "integer with no upper bound": (text(column=integral(), rest=bounds("PL B x")), 7),
    "integer by its lower bound": (text(rest=bounds("LI B x 0")), 7),
    "integer by its upper bound": (text(rest=bounds("UI B x 9")), 7),
    "integer upper bound that is none": (text(column=integral(), rest=bounds("UP B x 5.5")), 5),
    "binary": (text(rest=bounds("BV B x")), 1),
    "negative integer lower bound": (text(column=integral(), rest=bounds("LI B x -5")), 7),
    "integer from minus infinity": (text("G", integral(), "-50.5", bounds("MI B x"), "MIN"), -50),
    "free integer": (text("G", integral(), "-50.5", bounds("FR B x"), "MIN"), -50),
    "objective constant": (text(rest="    RHS obj -20\n"), 27.5),
    "objective constant of a minimum": (text("G", rest="    RHS obj 20\n", sense="MIN"), -12.5),
    "range of an L row": (text(rest="RANGES\n    R r -2\n", sense="MIN"), 5.5),
    "range of a G row": (text("G", rest="RANGES\n    R r 2\n"), 9.5),
    "positive range of an E row": (text("E", rest="RANGES\n    R r 2\n"), 9.5),
    "negative range of an E row": (text("E", rest="RANGES\n    R r -2\n", sense="MIN"), 5.5),
    "upper bound below zero": (text("G", right="-50", rest=bounds("MI B x", "UP B x -3")), -3),
    "fixed": (text(rest=bounds("FX B x 2.5")), 2.5),
    "maximize as a word": (text(sense="MAXIMIZE"), 7.5),
    "free row": (
        text(column="    x obj 1 r 1\n    x f 1\n").replace("ROWS\n", "ROWS\n").replace(" L  r\n", " L  r\n N  f\n"),
        7.5,
    ),
    "odd names": (text(column="    x[1,'q'] obj 1 r 1\n"), 7.5),
    "names of digits": (text(column="    3 obj 1 r 1\n"), 7.5),
    "column without terms": (text(column="    x obj 1 r 1\n    y obj 0\n"), 7.5),
    "semicontinuous": (
        text("G", "    x obj 1 r 1\n    y obj 3 r 1\n", "1.5", bounds("LO B x 3", "SC B x 7"), "MIN"),
        3,
    ),
}
WITHOUT = {
    "infeasible": (text("G", rest=bounds("UP B x 3")), "infeasible"),
    "integer infeasible": (text("E", integral("    x obj 1 r 2\n"), "7", bounds("PL B x")), "infeasible"),
    "empty row": (
        text().replace(" L  r\n", " L  r\n G  e\n").replace("RHS r 7.5\n", "RHS r 7.5\n    RHS e 1\n"),
        "infeasible",
    ),
    "unbounded": (text("G"), "unbounded"),
    "integer unbounded": (
        text(column=integral("    x obj 1 r 1\n    y obj 1 r -1\n"), rest=bounds("PL B x", "PL B y")),
        "unbounded",
    ),
}

everywhere = pytest.mark.parametrize("solver", READERS)


@everywhere
@pytest.mark.parametrize(("mps", "objective"), TRICKY.values(), ids=TRICKY)
def test_a_tricky_text_has_one_meaning(door: LocalDoor, solver: SolverName, mps: str, objective: float):
    solve = door.solve_model(mps, solver=solver)
    assert (solve.status, solve.solver, solve.error) == ("optimal", solver, None)
    assert solve.objective == pytest.approx(objective)


@everywhere
@pytest.mark.parametrize(("mps", "status"), WITHOUT.values(), ids=WITHOUT)
def test_a_model_without_solution_is_infeasible_or_unbounded_and_never_either(
    door: LocalDoor, solver: SolverName, mps: str, status: str
):
    solve = door.solve_model(mps, solver=solver)
    assert (solve.status, solve.objective, solve.values) == (status, None, ())


@everywhere
def test_values_sense_and_statistics_come_with_the_answer(door: LocalDoor, solver: SolverName):
    solve = door.solve_model(text(column=integral(), rest=bounds("PL B x")), solver=solver)
    assert (solve.sense, solve.solves) == ("maximize", 1)
    assert [(value.name, value.value) for value in solve.values] == [("x", 7)]
    assert solve.statistics is not None and solve.statistics.integer == 1


@everywhere
def test_a_text_that_is_no_model_is_a_crash_with_a_reason(door: LocalDoor, solver: SolverName):
    solve = door.solve_model("not a model", solver=solver)
    assert (solve.status, solve.objective) == ("crashed", None)
    assert solve.error


@everywhere
def test_the_tolerance_is_set(door: LocalDoor, solver: SolverName):
    """A variable that is 1 by 1e-5 too little passes for an integer, unless the tolerance is tight."""
    mps = text(column=integral(), right="0.999995", rest=bounds("PL B x"))
    assert exactly(door.solve_model(mps, Limits(tolerance=1e-9), solver)) == 0
    assert exactly(door.solve_model(mps, Limits(tolerance=1e-5), solver)) == pytest.approx(1, abs=1e-4)


def exactly(solve: Solve) -> float:
    assert solve.status == "optimal" and solve.objective is not None
    return solve.objective
