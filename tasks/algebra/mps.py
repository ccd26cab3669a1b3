"""Reads a captured model (MPS text) back into a linear model."""

import math
import tempfile
from pathlib import Path

import highspy

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.errors import AlgebraError
from tasks.algebra.linear_model import Column, LinearModel, Row


def read_mps(text: str) -> LinearModel:
    """Read MPS text; HiGHS parses it, nothing is solved.

    Raises:
        AlgebraError: HiGHS cannot read it.
    """
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    with tempfile.TemporaryDirectory(prefix="optmill-mps-") as folder:
        path = Path(folder) / "model.mps"
        path.write_text(text)
        if solver.readModel(str(path)) == highspy.HighsStatus.kError:
            raise AlgebraError(f"HiGHS cannot read this MPS text of {len(text)} characters")
    return from_highs(solver.getLp())


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
