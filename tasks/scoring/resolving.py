"""Solves captured models again, fast: in a process that is there for it (`examiner.py`), never in a flow's own."""

from schemas.solve import TerminationStatus
from tasks.algebra.highs import STATUSES, Answer, highs_lp, new_solver, split_status
from tasks.algebra.linear_model import LinearModel

LIMIT_SECONDS = 5.0
UNSETTLED = (TerminationStatus.infeasible, TerminationStatus.infeasible_or_unbounded)


def resolve(model: LinearModel) -> Answer:
    """Solve a model at gap 0.

    HiGHS's feasibility jump is off: it takes 5 ms of each model with integers, nine tenths of a small one's time.
    """
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
