"""Solves grounded models in HiGHS within this process: for trusted models only, never for a program's."""

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import highspy
import numpy as np

from schemas.formulation import VariableKind
from schemas.frozen import Frozen
from schemas.solve import ObjectiveSense, TerminationStatus
from tasks.algebra.linear_model import Column, LinearModel

SLACK = 1e-9
"""How far a bound may be off by rounding."""
Options = Mapping[str, bool | int | float | str]
DEFAULT: Final[Options] = MappingProxyType({})


class Answer(Frozen):
    """Status, objective value and the value of each column (by position) of a grounded model."""

    status: TerminationStatus
    objective: float | None = None
    values: tuple[float, ...] = ()
    row_values: tuple[float, ...] = ()
    """Left side of each row in the solution."""


STATUSES = {
    highspy.HighsModelStatus.kOptimal: TerminationStatus.optimal,
    highspy.HighsModelStatus.kInfeasible: TerminationStatus.infeasible,
    highspy.HighsModelStatus.kUnbounded: TerminationStatus.unbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible: TerminationStatus.infeasible_or_unbounded,
    highspy.HighsModelStatus.kTimeLimit: TerminationStatus.time_limit,
    highspy.HighsModelStatus.kModelEmpty: TerminationStatus.optimal,
}


def solve_linear_model(model: LinearModel, time_limit: float = 10.0, options: Options = DEFAULT) -> Answer:
    """Solve at relative gap 0 on one thread; infeasible and unbounded are told apart.

    Args:
        model: what to solve.
        time_limit: wall seconds.
        options: further ones of HiGHS, by name.
    """
    solver = new_solver(time_limit, options)
    solver.passModel(highs_lp(model))
    solver.run()
    status = STATUSES.get(solver.getModelStatus(), TerminationStatus.solver_limit)
    # HiGHS 1.15.1's presolve calls some unbounded problems infeasible, so that verdict is checked as well.
    if status in (TerminationStatus.infeasible, TerminationStatus.infeasible_or_unbounded):
        status = split_status(model, time_limit, options)
    if status is not TerminationStatus.optimal:
        return Answer(status=status)
    solution = solver.getSolution()
    return Answer(
        status=status,
        objective=solver.getInfo().objective_function_value,
        values=tuple(solution.col_value),
        row_values=tuple(solution.row_value),
    )


def new_solver(time_limit: float, options: Options = DEFAULT) -> highspy.Highs:
    """A quiet single-threaded HiGHS at gap 0.

    Its feasibility jump is off, which takes 5 ms of each model with integers: nine tenths of a small one's time.
    """
    solver = highspy.Highs()
    solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-9)
    solver.setOptionValue("time_limit", time_limit)
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


def split_status(model: LinearModel, time_limit: float, options: Options = DEFAULT) -> TerminationStatus:
    """Tell infeasible from unbounded by a solve with a zero objective; one that meets a limit tells neither."""
    solver = new_solver(time_limit, options)
    lp = highs_lp(model)
    lp.col_cost_ = np.zeros(lp.num_col_)
    solver.passModel(lp)
    solver.run()
    status = STATUSES.get(solver.getModelStatus(), TerminationStatus.solver_limit)
    if status is TerminationStatus.optimal:
        return TerminationStatus.unbounded
    return TerminationStatus.infeasible if status is TerminationStatus.infeasible_or_unbounded else status


def whole_bounds(column: Column) -> tuple[float, float]:
    """A column's bounds, rounded inwards where its values are whole: HiGHS 1.15.1 gives an integer from 1.2 on 1.2."""
    if column.kind is VariableKind.continuous:
        return column.lower, column.upper
    lower = math.ceil(column.lower - SLACK) if math.isfinite(column.lower) else column.lower
    upper = math.floor(column.upper + SLACK) if math.isfinite(column.upper) else column.upper
    return lower, upper


def highs_lp(model: LinearModel) -> highspy.HighsLp:
    """The model in HiGHS's own structure, rows stored row-wise."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.columns), len(model.rows)
    lp.col_cost_ = np.array([c.cost for c in model.columns], dtype=float)
    bounds = [whole_bounds(column) for column in model.columns]
    lp.col_lower_ = np.array([lower for lower, _ in bounds], dtype=float)
    lp.col_upper_ = np.array([upper for _, upper in bounds], dtype=float)
    lp.row_lower_ = np.array([r.lower for r in model.rows], dtype=float)
    lp.row_upper_ = np.array([r.upper for r in model.rows], dtype=float)
    starts = np.cumsum([0] + [len(r.coefficients) for r in model.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = np.array([p for r in model.rows for p in r.coefficients], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([v for r in model.rows for v in r.coefficients.values()], dtype=float)
    lp.integrality_ = [
        highspy.HighsVarType.kContinuous if c.kind is VariableKind.continuous else highspy.HighsVarType.kInteger
        for c in model.columns
    ]
    maximize = model.sense is ObjectiveSense.maximize
    lp.sense_ = highspy.ObjSense.kMaximize if maximize else highspy.ObjSense.kMinimize
    lp.offset_ = model.constant
    return lp
