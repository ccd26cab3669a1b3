"""Solve a captured model again, in a process that never ran the program, by the solver that this server has loaded."""

from . import families
from .record import recorder
from .view import Copy

OPEN = ("infeasible", "unbounded", "infeasible_or_unbounded")
FOUND = {"infeasible": "infeasible", "optimal": "unbounded", "feasible": "unbounded"}
"""What a model without solution is, by the status that it has without its objective."""


def resolve(mps: str) -> None:
    """Read an MPS text and solve it; the hooks on the solver record the answer.

    Raises:
        ValueError: the solver cannot read the model, for example because it holds a cone.
    """
    _read(mps).solve()
    # Presolve may call an unbounded model infeasible, so that neither word is taken without a second look.
    if recorder.told.get("status") in OPEN:
        recorder.tell("end", {"status": _tell_apart(_read(mps))})


def _read(mps: str) -> Copy:
    capture = families.loaded()
    if not hasattr(capture, "read"):
        raise ValueError(f"{capture.VERSION} reads no MPS here: solve the model by highs, copt, gurobi or scip")
    with open("model.mps", "w") as file:
        file.write(mps)
    return capture.read("model.mps")


def _tell_apart(copy: Copy) -> str:
    """With the objective left out, a model is infeasible or not: what has a point and no bound is unbounded."""
    copy.drop_objective()
    settings = recorder.settings()
    copy.view.configure(settings)
    with recorder.muted():
        copy.solve()
    return FOUND.get(copy.view.outcome(settings)["status"], "infeasible_or_unbounded")
