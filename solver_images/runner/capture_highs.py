"""Hooks on highspy: what HiGHS's own model says, before and after each solve."""
# pyright: basic
# Reason: highspy is a compiled extension, only partly typed.

import os
import tempfile
from contextlib import contextmanager

import highspy
from highspy import HighsModelStatus as Status

from .frames import Message
from .record import recorder
from .view import Copy, Settings, View

VERSION = f"highs {highspy.Highs().version()}"
STATUS = {
    Status.kOptimal: "optimal",
    Status.kModelEmpty: "optimal",
    Status.kInfeasible: "infeasible",
    Status.kUnbounded: "unbounded",
    Status.kUnboundedOrInfeasible: "infeasible_or_unbounded",
    Status.kTimeLimit: "time_limit",
}
"""Every other status (iteration limit, interrupted, unknown) proves nothing: `solver_limit`."""
WITHOUT_SOLUTION = {"infeasible", "unbounded", "infeasible_or_unbounded"}
TOLERANCES = ("primal_feasibility_tolerance", "dual_feasibility_tolerance", "mip_feasibility_tolerance")
FEASIBLE = 2
"""HiGHS's `kSolutionStatusFeasible`."""


class HighsView(View):
    """A `Highs` object."""

    def __init__(self, highs) -> None:
        """Look at this solver."""
        self.model = highs

    def configure(self, settings: Settings) -> None:
        """Set threads, gap, time and tolerance; a shorter time limit of the program's own stands."""
        if settings.threads != 1:
            # The scheduler was set up for one thread before the fork; its size is fixed until it is reset.
            highspy.Highs.resetGlobalScheduler(True)
        self.model.setOptionValue("threads", settings.threads)
        self.model.setOptionValue("mip_rel_gap", settings.relative_gap)
        own = self.model.getOptions().time_limit
        # HiGHS counts its time limit from the object's first run, not from this one.
        self.model.setOptionValue("time_limit", min(own, self.model.getRunTime() + settings.seconds))
        for name in TOLERANCES if settings.tolerance is not None else ():
            self.model.setOptionValue(name, settings.tolerance)

    def describe(self) -> Message:
        """Give sense and MPS; of several objectives, which MPS does not hold, neither."""
        if self.model.getNumLinearObjectives():
            return {"mps": None}
        sense = self.model.getObjectiveSense()[1]
        named = "maximize" if sense == highspy.ObjSense.kMaximize else "minimize"
        return {"sense": named, "mps": self._mps()}

    def outcome(self, settings: Settings) -> Message:
        """Give the answer; the values only of a feasible solution."""
        info = self.model.getInfo()
        sense = self.model.getObjectiveSense()[1]
        answer: Message = {"status": STATUS.get(self.model.getModelStatus(), "solver_limit")}
        if not self.model.getNumLinearObjectives():
            answer["sense"] = "maximize" if sense == highspy.ObjSense.kMaximize else "minimize"
        empty = self.model.getModelStatus() == Status.kModelEmpty
        if answer["status"] in WITHOUT_SOLUTION or not (empty or info.primal_solution_status == FEASIBLE):
            return answer
        integer = any(kind != highspy.HighsVarType.kContinuous for kind in self.model.getLp().integrality_)
        proof = {"best_bound": info.mip_dual_bound, "relative_gap": info.mip_gap} if integer else {}
        return answer | proof | {"objective": info.objective_function_value, "values": self._values(settings.values)}

    def _values(self, most: int) -> list:
        names = self.model.getLp().col_names_
        solution = self.model.getSolution().col_value[:most]
        return [[names[i] if i < len(names) else f"c{i}", value] for i, value in enumerate(solution)]

    def _mps(self) -> str:
        handle, path = tempfile.mkstemp(suffix=".mps")
        os.close(handle)
        with _silent(self.model):
            self.model.writeModel(path)
        with open(path) as file:
            text = file.read()
        os.unlink(path)
        return text


def install() -> None:
    """Put the hooks where the model is complete: `minimize` and `maximize` set the objective, then call `solve`."""
    for name in ("run", "solve"):
        _hook(name)


def warm_up() -> None:
    """Solve a small model on one thread: worker threads would not survive the fork."""
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.addVar(0, 1)
    highs.run()


def read(path: str) -> Copy:
    """Read a model from an MPS file.

    The feasibility jump is left out: it finds incumbents early, and takes nine tenths of the time of a small model.

    Raises:
        ValueError: HiGHS cannot.
    """
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("mip_heuristic_run_feasibility_jump", False)
    if highs.readModel(path) == highspy.HighsStatus.kError:
        raise ValueError("HiGHS cannot read this model: it holds something that MPS or HiGHS does not know")
    return Copy(HighsView(highs), highs.run, lambda: _drop_objective(highs))


def _drop_objective(highs) -> None:
    for column in range(highs.getNumCol()):
        highs.changeColCost(column, 0.0)


def _hook(name: str) -> None:
    original = getattr(highspy.Highs, name)

    def solve(self, *args, **kwargs):
        return recorder.observe(HighsView(self), lambda: original(self, *args, **kwargs))

    setattr(highspy.Highs, name, solve)


@contextmanager
def _silent(highs):
    """Keep HiGHS from logging what the hooks do: stdout is the program's evidence."""
    output = highs.getOptions().output_flag
    highs.setOptionValue("output_flag", False)
    try:
        yield
    finally:
        highs.setOptionValue("output_flag", output)
