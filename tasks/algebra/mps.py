"""Reads a captured model (MPS text) back into a linear model, or refuses it: whatever a linear model would lose.

A program may have written the text itself, so that nothing about it is believed. Its size is counted before HiGHS
parses it, sections and kinds of bounds that are not linear are refused by name, and what HiGHS has read is looked at
once more: a quadratic objective, a semicontinuous variable or a number that is none ends here as well.
"""

import math
import tempfile
from collections import Counter
from pathlib import Path

import highspy
import numpy as np

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.errors import AlgebraError, NotLinear
from tasks.algebra.limits import LONGEST_MODEL, MOST_COLUMNS, MOST_NONZEROS, MOST_ROWS, refuse_beyond
from tasks.algebra.linear_model import Column, LinearModel, Row

LINEAR_SECTIONS = {"NAME", "OBJSENSE", "OBJSENSE:", "OBJNAME", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA"}
SEMI = ("SC", "SI", "SN")
"""Kinds of bounds of semicontinuous and semi-integer variables."""
PLAIN = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)


def read_mps(text: str) -> LinearModel:
    """Read MPS text; HiGHS parses it, nothing is solved.

    Raises:
        NotLinear: it holds something that a linear model would silently lose.
        TooLarge: it is beyond the limits of `limits.py`.
        AlgebraError: HiGHS cannot read it, or one of its numbers is none.
    """
    refuse_beyond(len(text), LONGEST_MODEL, "characters of a model")
    refuse_beyond_linear(text)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    with tempfile.TemporaryDirectory(prefix="optmill-mps-") as folder:
        path = Path(folder) / "model.mps"
        path.write_text(text)
        if solver.readModel(str(path)) == highspy.HighsStatus.kError:
            raise AlgebraError(f"HiGHS cannot read this MPS text of {len(text)} characters")
    refuse_read(solver)
    return from_highs(solver.getLp())


def refuse_beyond_linear(text: str) -> None:
    """Look at each line's section, as HiGHS will, and count.

    Raises:
        NotLinear: a section or a kind of bound is not that of a linear model.
        TooLarge: too many lines of rows or of columns.
    """
    section, lines = "", Counter[str]()
    for line in text.split("\n"):
        words = line.split(maxsplit=1)
        if not words or line.startswith("*"):
            continue
        if line[0] != " ":
            section = words[0].upper()
        beyond = words[0] if section == "BOUNDS" and words[0].upper() in SEMI else section
        if beyond not in LINEAR_SECTIONS:
            raise NotLinear(f"this model is not linear: its MPS text holds {beyond[:60]}; ask a solver that reads it")
        lines[section] += 1
    refuse_beyond(lines["ROWS"], MOST_ROWS, "rows of a model")
    refuse_beyond(lines["COLUMNS"], MOST_NONZEROS, "coefficients of a model")


def refuse_read(solver: highspy.Highs) -> None:
    """Look at what HiGHS has read.

    Raises:
        NotLinear: a quadratic objective, or a variable that is neither continuous nor integer.
        TooLarge: too many variables or coefficients.
        AlgebraError: a coefficient is not finite, or a bound is no number.
    """
    lp = solver.getLp()
    if solver.getModel().hessian_.dim_ or any(kind not in PLAIN for kind in lp.integrality_):
        raise NotLinear("this model is not linear: it has a quadratic objective or semicontinuous variables")
    refuse_beyond(lp.num_col_, MOST_COLUMNS, "variables of a model")
    refuse_beyond(len(lp.a_matrix_.value_), MOST_NONZEROS, "coefficients of a model")
    finite = (lp.col_cost_, lp.a_matrix_.value_, [lp.offset_])
    bounds = (lp.col_lower_, lp.col_upper_, lp.row_lower_, lp.row_upper_)
    if not all(np.isfinite(part).all() for part in finite) or any(np.isnan(part).any() for part in bounds):
        raise AlgebraError("this MPS text holds a number that is none, or an infinite coefficient")


def from_highs(lp: highspy.HighsLp) -> LinearModel:
    """HiGHS's structure as a linear model."""
    integral = list(lp.integrality_) or [highspy.HighsVarType.kContinuous] * lp.num_col_
    columns = tuple(
        column(name, kind, (lower, upper), cost)
        for name, kind, lower, upper, cost in zip(
            lp.col_names_, integral, lp.col_lower_, lp.col_upper_, lp.col_cost_, strict=True
        )
    )
    coefficients: list[dict[int, float]] = [{} for _ in range(lp.num_row_)]
    starts, index, value = list(lp.a_matrix_.start_), list(lp.a_matrix_.index_), list(lp.a_matrix_.value_)
    rowwise = lp.a_matrix_.format_ == highspy.MatrixFormat.kRowwise
    for outer in range(len(starts) - 1):
        for at in range(starts[outer], starts[outer + 1]):
            row, col = (outer, index[at]) if rowwise else (index[at], outer)
            coefficients[row][col] = value[at]
    bounds = zip(lp.row_names_, coefficients, lp.row_lower_, lp.row_upper_, strict=True)
    rows = tuple(Row(name, terms, unlimited(lower), unlimited(upper)) for name, terms, lower, upper in bounds)
    maximize = lp.sense_ == highspy.ObjSense.kMaximize
    return LinearModel(ObjectiveSense.maximize if maximize else ObjectiveSense.minimize, columns, rows, lp.offset_)


def column(name: str, kind: highspy.HighsVarType, bounds: tuple[float, float], cost: float) -> Column:
    """One column, an integer between 0 and 1 named binary."""
    lower, upper = unlimited(bounds[0]), unlimited(bounds[1])
    if kind == highspy.HighsVarType.kContinuous:
        return Column(name, VariableKind.continuous, lower, upper, cost)
    binary = lower >= 0 and upper <= 1
    return Column(name, VariableKind.binary if binary else VariableKind.integer, lower, upper, cost)


def unlimited(value: float) -> float:
    """Infinity for the 1e20 and more that solvers write for it."""
    return math.copysign(math.inf, value) if abs(value) >= 1e20 else value
