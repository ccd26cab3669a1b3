"""Solve a captured model again in HiGHS at relative gap 0, in a process that never ran the program."""
# pyright: basic
# Reason: highspy is a compiled extension, only partly typed.

import highspy

from .record import recorder

UNKNOWN = highspy.HighsModelStatus.kUnboundedOrInfeasible
UNBOUNDED = highspy.HighsModelStatus.kUnbounded
INFEASIBLE = highspy.HighsModelStatus.kInfeasible
ANSWERS = {highspy.HighsModelStatus.kInfeasible: "infeasible", highspy.HighsModelStatus.kOptimal: "unbounded"}


def resolve(mps: str) -> None:
    """Read an MPS text and solve it; the hooks on HiGHS record the answer.

    Raises:
        ValueError: HiGHS cannot read the model, for example because it holds a cone.
    """
    with open("model.mps", "w") as file:
        file.write(mps)
    highs = highspy.Highs()
    highs.silent()
    if highs.readModel("model.mps") == highspy.HighsStatus.kError:
        raise ValueError("HiGHS cannot read this model: it holds something that MPS or HiGHS does not know")
    highs.run()
    # Presolve may call an unbounded model infeasible, so that neither word is taken without a second look.
    if highs.getModelStatus() in (UNKNOWN, UNBOUNDED, INFEASIBLE):
        recorder.tell("end", {"status": _tell_apart()})


def _tell_apart() -> str:
    """With the objective left out, a model is infeasible or not: what has a point and no bound is unbounded."""
    highs = highspy.Highs()
    highs.silent()
    highs.readModel("model.mps")
    for column in range(highs.getNumCol()):
        highs.changeColCost(column, 0.0)
    with recorder.muted():
        highs.run()
    return ANSWERS.get(highs.getModelStatus(), "infeasible_or_unbounded")
