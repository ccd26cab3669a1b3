"""Ways to a problem's answer that use neither its program nor the model that the program built.

- From the blueprint, or where there is none from the formulation's text, another dialect's program in another solver.
- The formulation's text, grounded and solved by HiGHS.
- Where its variables are integer and bounded, so that few assignments are left, every one of them is tried.
"""

from collections.abc import Iterator

from schemas.candidate import Candidate
from schemas.formulation import Formulation
from schemas.frozen import Frozen
from schemas.solve import ANSWERS, Limits, SolverName, TerminationStatus
from tasks.algebra.enumeration import enumerate_best
from tasks.algebra.errors import AlgebraError
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import LinearModel
from tasks.check.subject import read_formulation
from tasks.procedural.dialects import write_program
from tasks.sandbox.door import run_program
from tasks.sandbox.verify import close


class Way(Frozen):
    """One other way, and where it led."""

    name: str
    """`copt`, `pulp`: another dialect's program; `formulation`: its text in HiGHS; `enumeration`."""
    agrees: bool | None
    """Whether it led to the stored answer; None: to no answer."""
    answer: str
    """The answer in words."""


def derive(candidate: Candidate, limits: Limits) -> Iterator[Way]:
    """Every other way that is open for a problem.

    Args:
        candidate: with its stored answer.
        limits: of the other dialect's program.
    """
    text = read_formulation(candidate.formulation)
    formulation, model = from_blueprint(candidate) or (text.formulation, text.model)
    if formulation and model:
        yield by_dialect(candidate, formulation, limits)
        yield from by_enumeration(candidate, model)
    if text.model:
        solved = solve_linear_model(text.model)
        yield way(candidate, "formulation", (solved.status, solved.objective))


def from_blueprint(candidate: Candidate) -> tuple[Formulation, LinearModel] | None:
    """The blueprint's formulation and its model; None where there is no blueprint, or one whose algebra is faulty."""
    if candidate.blueprint is None:
        return None
    try:
        return candidate.blueprint.formulation, ground(candidate.blueprint.formulation)
    except (AlgebraError, KeyError):
        return None


def by_dialect(candidate: Candidate, formulation: Formulation, limits: Limits) -> Way:
    """The formulation as a program for another solver."""
    own = {program.solver for program in candidate.programs[:1]}
    solver = SolverName.copt if SolverName.pulp in own else SolverName.pulp
    solve = run_program(write_program(formulation, solver), solver, limits)
    return way(candidate, solver.value, (solve.status, solve.objective), solve.error or "")


def by_enumeration(candidate: Candidate, model: LinearModel) -> Iterator[Way]:
    """Every assignment, where there are few."""
    if best := enumerate_best(model):
        yield way(candidate, "enumeration", (best.status, best.objective))


def way(candidate: Candidate, name: str, found: tuple[TerminationStatus, float | None], error: str = "") -> Way:
    """A way held against the stored answer."""
    good = agrees(candidate, *found) if found[0] in ANSWERS else None
    return Way(name=name, agrees=good, answer=f"{answer_text(*found)} {error}".strip())


def agrees(candidate: Candidate, status: TerminationStatus, objective: float | None) -> bool:
    """Whether an answer is the stored one."""
    if status is not candidate.status:
        return False
    return status is not TerminationStatus.optimal or close(objective, candidate.objective)


def answer_text(status: TerminationStatus | None, objective: float | None) -> str:
    """An answer in words."""
    word = status.value if status else "no status"
    return word if objective is None else f"{word} {objective:.10g}"
