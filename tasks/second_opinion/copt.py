"""Answers to captured models by COPT inside a worker's own process, for programs whose mathematics is HiGHS's."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportAttributeAccessIssue=false
# Reason: coptpy ships no types. It is imported where it is used: most rounds never need it.

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from schemas.solve import TerminationStatus
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel
from tasks.second_opinion.opinions import TIGHTEST
from tasks.second_opinion.solving import SECONDS
from tasks.second_opinion.variants import write


@lru_cache(maxsize=1)
def environment() -> Any:
    """COPT's environment, opened once a process."""
    import coptpy

    return coptpy.Envr()


def solve_in_copt(model: LinearModel) -> Answer:
    """Solve at gap 0 with all tolerances at 1e-9; a model beyond the licence has no answer."""
    import coptpy

    statuses = {
        coptpy.COPT.OPTIMAL: TerminationStatus.optimal,
        coptpy.COPT.INFEASIBLE: TerminationStatus.infeasible,
        coptpy.COPT.UNBOUNDED: TerminationStatus.unbounded,
        coptpy.COPT.INF_OR_UNB: TerminationStatus.infeasible_or_unbounded,
    }
    with tempfile.TemporaryDirectory(prefix="optmill-") as folder:
        file = Path(folder) / "model.mps"
        file.write_text(write(model))
        held = environment().createModel("second")
        held.setParam("Logging", 0)
        for name in ("FeasTol", "DualTol", "IntTol"):
            held.setParam(name, TIGHTEST)
        for name in ("RelGap", "AbsGap"):
            held.setParam(name, 0.0)
        held.setParam("Threads", 1)
        held.setParam("TimeLimit", SECONDS)
        try:
            held.read(str(file))
            held.solve()
        except coptpy.CoptError:
            return Answer(status=TerminationStatus.licence_limit)
    status = statuses.get(held.status, TerminationStatus.solver_limit)
    if status is not TerminationStatus.optimal:
        return Answer(status=status)
    return Answer(status=status, objective=held.objval)
