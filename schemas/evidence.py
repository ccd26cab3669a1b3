"""The evidence record: why a problem should be believed."""

from enum import StrEnum

from pydantic import Field

from schemas.frozen import Frozen


class Grade(StrEnum):
    """How far the evidence reaches, the best first; `tasks/grading.py` gives it."""

    A = "A"
    """Every rung passed, and nothing speaks against it."""
    B = "B"
    """Nothing failed; a mark speaks against it, or a rung that stands beside others could not tell."""
    C = "C"
    """Nothing failed, and a rung that nothing else stands in for could not tell."""
    D = "D"
    """A rung failed."""


class Evidence(Frozen):
    """What the rungs of the ladder said and measured; None means that this was not looked at."""

    grade: Grade | None = None
    checkers: tuple[str, ...] = ()
    """Checkers that passed."""
    failed: tuple[str, ...] = ()
    """Checkers that failed it."""
    abstained: tuple[str, ...] = ()
    """Checkers that could not tell."""
    program_objective: float | None = None
    """From the solver's model object, in the process that ran the program."""
    resolved_objective: float | None = None
    """From a second solve of the captured model, by HiGHS at gap 0, in a process that never ran the program."""
    formulation_objective: float | None = None
    """From the formulation's text, grounded and solved without any program."""
    second_objective: float | None = None
    """From an independent program, written from the words alone and run in another solver."""
    tightest_objective: float | None = None
    """Of the captured model in another solver, at tolerance 1e-9."""
    relaxation_objective: float | None = None
    """Of the captured model with its integer variables continuous."""
    relaxation_gap: float | None = None
    """Between optimum and relaxation, relative to the larger of the optimum and 1."""
    flipped_objective: float | None = None
    """Of the captured model with the other variable type; None: it would take a search, and the words decide."""
    relations: int | None = Field(default=None, ge=0)
    """Relations between the answers to changed models that were looked at."""
    binding: int | None = Field(default=None, ge=0)
    """Rows of the captured model that hold with equality in the optimum."""
    model_hash: str | None = None
    """Canonical hash of the captured model."""
    solver_version: str = ""
    """Of the program's solver."""
    versions: tuple[str, ...] = ()
    """Of the code and of the solvers that gave second opinions."""
    door: str = ""


MEASURED = ("tightest_objective", "relaxation_objective", "relaxation_gap", "flipped_objective", "relations", "binding")
"""Fields that a checker's figures fill."""
