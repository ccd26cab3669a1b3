"""Checks rows and objective: of the formulation by itself, and of the captured model against the formulation."""

from collections import Counter
from collections.abc import Iterator

from schemas.formulation import Formulation
from schemas.solve import Solve, TerminationStatus
from schemas.verdict import CheckerName, Verdict
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import LinearModel, canonical_hash
from tasks.check.consistency import faults
from tasks.check.differences import differences
from tasks.check.directions import turned_row
from tasks.check.finding import Finding, conclude, first, no_capture, no_reading
from tasks.check.implications import converse
from tasks.check.inheritance import lost_constraint
from tasks.check.matching import close, fold, row_key
from tasks.check.needless import needless_decision
from tasks.check.structure import one_sided_difference, unlinked_parts
from tasks.check.subject import Subject
from tasks.check.turned import turned_against_others

TINY, HUGE, WIDE = 1e-4, 1e6, 1e8
"""Coefficients that meet a solver's tolerances (Step-Opt's epsilon, a loose Big-M), and a range that does."""


def check(subject: Subject) -> Verdict:
    """Compare the captured model with the formulation, and the formulation with itself and its parents."""
    shown = tuple(marks(subject.model or subject.grounded))
    if subject.formulation is None or subject.grounded is None:
        return conclude(subject, CheckerName.constraints, unreadable(subject), shown)
    own = first(own_faults(subject, subject.formulation, subject.grounded))
    if own is not None:
        return conclude(subject, CheckerName.constraints, own, shown)
    if subject.model is None:
        return conclude(subject, CheckerName.constraints, no_capture(subject), shown)
    if subject.agrees:
        return conclude(subject, CheckerName.constraints, None, shown)
    found = compare(subject.grounded, subject.model) or other_answer(subject.grounded, subject.solve)
    return conclude(subject, CheckerName.constraints, found, shown if found else (*shown, "written_otherwise"))


def own_faults(subject: Subject, formulation: Formulation, model: LinearModel) -> Iterator[Finding | None]:
    """What is wrong with a formulation whatever its program does."""
    yield from faults(formulation, model)
    yield lost_constraint(subject)
    yield turned_row(formulation)
    yield turned_against_others(model)
    yield needless_decision(model)
    yield converse(formulation, model, subject.candidate.statement)
    yield unlinked_parts(subject)
    yield one_sided_difference(subject.candidate.statement, model)


def unreadable(subject: Subject) -> Finding:
    """Without a formulation, the captured model alone is looked at."""
    if subject.model is not None and (row := repeated_row(subject.model)):
        return Finding("doubled_constraint", f"the program states {row} twice; remove one of them")
    return no_reading(subject)


def compare(formulated: LinearModel, captured: LinearModel) -> Finding | None:
    """The most telling difference; none where only one-variable rows became bounds, or only columns differ."""
    found = first(differences(formulated, captured))
    if found is None:
        return None
    if found.reason != "doubled_constraint" and canonical_hash(fold(formulated)) == canonical_hash(fold(captured)):
        return None
    return found


def other_answer(formulated: LinearModel, solve: Solve | None) -> Finding | None:
    """A program that writes the formulation's model otherwise must at least have its answer."""
    if solve is None or solve.status is not TerminationStatus.optimal or solve.objective is None:
        return None
    answer = solve_linear_model(formulated)
    if answer.objective is None or close(answer.objective, solve.objective, 1e-6):
        return None
    values = f"{answer.objective:.10g} by the formulation and {solve.objective:.10g} by the program"
    detail = f"the optimum is {values}; make the program build the formulation's model"
    return Finding("answer_differs_from_formulation", detail)


def repeated_row(model: LinearModel) -> str | None:
    """Name of a row that stands in the model twice."""
    keys = [row_key(row) for row in model.rows]
    seen = Counter(keys)
    return next((row.name for row, key in zip(model.rows, keys, strict=True) if seen[key] > 1), None)


def marks(model: LinearModel | None) -> Iterator[str]:
    """Findings that do not reject: coefficients that meet a solver's tolerances."""
    if model is None:
        return
    sizes = [abs(value) for row in model.rows for value in row.coefficients.values() if value]
    if sizes and min(sizes) <= TINY:
        yield "tiny_coefficient"
    if sizes and max(sizes) >= HUGE:
        yield "huge_coefficient"
    if sizes and max(sizes) / min(sizes) > WIDE:
        yield "wide_coefficients"
