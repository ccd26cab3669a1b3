"""Solves captured models again, fast: in a process that is there for it (`examiner.py`), never in a flow's own."""

import math
from dataclasses import replace

from schemas.formulation import VariableKind
from schemas.solve import TerminationStatus
from tasks.algebra.highs import STATUSES, Answer, highs_lp, new_solver, split_status
from tasks.algebra.linear_model import Column, LinearModel

LIMIT_SECONDS = 5.0
SLACK = 1e-9
"""How far a bound may be off by rounding."""
UNSETTLED = (TerminationStatus.infeasible, TerminationStatus.infeasible_or_unbounded)


def resolve(model: LinearModel) -> Answer:
    """Solve a model at gap 0.

    HiGHS's feasibility jump is off: it takes 5 ms of each model with integers, nine tenths of a small one's time.
    Bounds of integers are rounded inwards: HiGHS 1.15.1 gives an integer of at least 1.2 the value 1.2.
    """
    model = replace(model, columns=tuple(whole(column) for column in model.columns))
    solver = new_solver(LIMIT_SECONDS)
    solver.setOptionValue("mip_heuristic_run_feasibility_jump", False)
    solver.passModel(highs_lp(model))
    solver.run()
    status = STATUSES.get(solver.getModelStatus(), TerminationStatus.solver_limit)
    if status in UNSETTLED:
        status = split_status(model, LIMIT_SECONDS)
    if status is not TerminationStatus.optimal:
        return Answer(status=status)
    return Answer(status=status, objective=solver.getInfo().objective_function_value)


def whole(column: Column) -> Column:
    """A column whose bounds are whole numbers where its values are."""
    if column.kind is VariableKind.continuous:
        return column
    lower = math.ceil(column.lower - SLACK) if math.isfinite(column.lower) else column.lower
    upper = math.floor(column.upper + SLACK) if math.isfinite(column.upper) else column.upper
    return replace(column, lower=lower, upper=upper)
