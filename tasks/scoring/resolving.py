"""Solves captured models again, fast: in a process that is there for it (`examiner.py`), never in a flow's own."""

import threading

import highspy

from schemas.solve import TerminationStatus
from tasks.algebra.highs import STATUSES, Answer, highs_lp, new_solver, split_status
from tasks.algebra.linear_model import LinearModel
from tasks.algebra.numbers import are_whole

LIMIT_SECONDS = 5.0
UNSETTLED = (TerminationStatus.infeasible, TerminationStatus.infeasible_or_unbounded)


class Warm(threading.local):
    """A thread's own solver, kept: making one takes longer than solving a small model."""

    def __init__(self) -> None:
        """Make it."""
        self.solver = new_solver(LIMIT_SECONDS)


warm = Warm()


def resolve(model: LinearModel) -> Answer:
    """Solve a model at gap 0.

    Where the optimum of its relaxation is whole already, it is the model's, found in a fraction of the time.
    """
    solver, lp = warm.solver, highs_lp(model)
    kinds, lp.integrality_ = lp.integrality_, []
    status = run(solver, lp)
    whole = [place for place, kind in enumerate(kinds) if kind is not highspy.HighsVarType.kContinuous]
    if whole and not (status is TerminationStatus.optimal and are_whole(solver.getSolution().col_value, whole)):
        lp.integrality_ = kinds
        status = run(solver, lp)
    if status in UNSETTLED:
        status = split_status(model, LIMIT_SECONDS)
    if status is not TerminationStatus.optimal:
        return Answer(status=status)
    values = tuple(solver.getSolution().col_value)
    return Answer(status=status, objective=solver.getInfo().objective_function_value, values=values)


def run(solver: highspy.Highs, lp: highspy.HighsLp) -> TerminationStatus:
    """Solve one model after others; HiGHS counts its limit from the first run on."""
    solver.clearModel()
    solver.setOptionValue("time_limit", solver.getRunTime() + LIMIT_SECONDS)
    solver.passModel(lp)
    solver.run()
    return STATUSES.get(solver.getModelStatus(), TerminationStatus.solver_limit)
