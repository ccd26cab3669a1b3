"""Another solver at tolerance 1e-9 has the same answer, and no number of the model invites another one.

A tiny epsilon or a large Big-M that the words do not state is a fault even where two solvers agree on it: three of four
solvers were wrong together on x >= 1e-6 y.
"""

from collections.abc import Iterator

from schemas.solve import SolverName
from schemas.verdict import CheckerName, Verdict
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel
from tasks.check.finding import Finding, conclude, first, measured, no_capture, undecided
from tasks.check.quantities import same, text_numbers
from tasks.check.subject import Subject
from tasks.second_opinion.copt import solve_in_copt
from tasks.second_opinion.lint import lint
from tasks.second_opinion.opinions import ENGINES
from tasks.second_opinion.solving import in_words, same_answer, told

FAULTS = {"epsilon": "tiny_epsilon", "big_m": "loose_big_m"}
"""Reason by kind of lint."""


def check(subject: Subject) -> Verdict:
    """Ask another solver, and look at the numbers."""
    model, solve = subject.model, subject.solve
    if model is None or solve is None or subject.optimum is None:
        return conclude(subject, CheckerName.stability, no_capture(subject))
    other = solve_in_copt(model) if is_on_highs(solve.solver) else subject.optimum
    found = first((invited(model, subject.candidate.statement), disagreement(subject, other)))
    return conclude(subject, CheckerName.stability, found, figures=measured(tightest_objective=other.objective))


def is_on_highs(solver: SolverName) -> bool:
    """Whether a solver's mathematics is HiGHS's, so that COPT gives the second opinion."""
    return ENGINES.get(solver, solver) is SolverName.highs


def disagreement(subject: Subject, other: Answer) -> Finding | None:
    """Two answers to one model, or none."""
    if not told(other):
        return undecided(other)
    own = subject.solve
    if own is None or same_answer(Answer(status=own.status, objective=own.objective), other):
        return None
    said = Answer(status=own.status, objective=own.objective)
    if not told(said):
        return None
    detail = f"the program's solver says {in_words(said)}, another one at tolerance 1e-9 {in_words(other)}"
    return Finding("unstable", f"{detail}; rescale the model, or state it without tiny and huge numbers")


def invited(model: LinearModel, statement: str) -> Finding | None:
    """A number near the tolerances that the words do not state."""
    return next(faults(model, statement), None)


def faults(model: LinearModel, statement: str) -> Iterator[Finding]:
    """All such numbers."""
    stated = text_numbers(statement)
    for found in lint(model):
        if found.kind in FAULTS and same(found.value) not in stated:
            where = f"{found.value:g} of {found.column or 'the right side'} in {found.row}"
            yield Finding(FAULTS[found.kind], f"{where}: {found.remedy}")
