"""Finds children that say nothing new: the parent's model, the parent's words, a constraint that does not bind."""

import re
from collections.abc import Iterator
from dataclasses import replace

from schemas.candidate import Candidate
from schemas.solve import TerminationStatus
from schemas.verdict import CheckerName, Verdict
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import LinearModel, Row, is_binary, stem
from tasks.check.finding import Finding, conclude, first
from tasks.check.matching import close, listed
from tasks.check.subject import Subject, read_formulation

SECONDS = 2.0
"""Wall seconds for the solve that asks whether a constraint binds."""


def check(subject: Subject) -> Verdict:
    """Compare a child with each of its parents."""
    found = first((same_model(subject), same_words(subject)))
    if found:
        return conclude(subject, CheckerName.no_op, found)
    idle = list(idle_additions(subject))
    for parent, added in idle:
        if is_nothing_else(subject, parent, added) and not binds_when_tight(subject, added):
            detail = f"{listed(sorted(added))} is all that is new, and nothing comes near it; make it matter"
            return conclude(subject, CheckerName.no_op, Finding("idle_constraint", detail))
    return conclude(subject, CheckerName.no_op, None, ("new_constraint_does_not_bind",) if idle else ())


def same_model(subject: Subject) -> Finding | None:
    """The child's model is a parent's, under other names or in another order."""
    hashes = {subject.model_hash, subject.reading.model_hash} - {None}
    for parent in subject.parents:
        if {parent.evidence.model_hash, read_formulation(parent.formulation).model_hash} & hashes:
            detail = f"the model is that of the parent {parent.id}; change data, a constraint or the objective"
            return Finding("same_model", detail)
    return None


def same_words(subject: Subject) -> Finding | None:
    """The child's words are a parent's."""
    words = normalized(subject.candidate.statement)
    for parent in subject.parents:
        if words == normalized(parent.statement):
            return Finding("same_words", f"the words are those of the parent {parent.id}; tell what has changed")
    return None


def normalized(statement: str) -> str:
    """Words without case, punctuation and white space; decimal points stay."""
    return " ".join(re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", statement.lower()))


def idle_additions(subject: Subject) -> Iterator[tuple[Candidate, frozenset[str]]]:
    """The constraints that are new against a parent, where leaving them out changes nothing.

    Of two parents, one alone counts that the child is but for its new constraints: the other left no trace.
    """
    for parent in subject.parents:
        added = new_constraints(subject, parent)
        is_only = len(subject.parents) == 1 or is_nothing_else(subject, parent, added)
        if is_only and are_idle(subject, added):
            yield parent, added


def are_idle(subject: Subject, added: frozenset[str]) -> bool:
    """Whether some constraints change nothing."""
    solve, model = subject.solve, subject.grounded
    if model is None or solve is None or solve.objective is None or not added or is_logical(model, added):
        return False
    return solve.status is TerminationStatus.optimal and not binds(model, added, solve.objective)


def is_logical(model: LinearModel, names: frozenset[str]) -> bool:
    """Whether some constraints only tie yes/no decisions together: nothing is near such a rule, or far."""
    rows = [row for row in model.rows if stem(row.name) in names]
    used = [(model.columns[position], value) for row in rows for position, value in row.coefficients.items() if value]
    return bool(rows) and all(is_binary(column) and abs(value) == 1.0 for column, value in used)


def is_nothing_else(subject: Subject, parent: Candidate, added: frozenset[str]) -> bool:
    """Whether a child is a parent but for some constraints: same objective, same variables, no row less."""
    theirs, ours = read_formulation(parent.formulation).formulation, subject.formulation
    if theirs is None or ours is None:
        return False
    kept = {(c.expression, c.forall) for c in ours.constraints if c.name not in added}
    same_rows = all((c.expression, c.forall) in kept for c in theirs.constraints)
    same_data = all(parameter in ours.parameters for parameter in theirs.parameters)
    same_aim = (ours.objective.sense, ours.objective.expression) == (
        theirs.objective.sense,
        theirs.objective.expression,
    )
    return same_rows and same_data and same_aim and len(ours.variables) == len(theirs.variables)


def binds_when_tight(subject: Subject, names: frozenset[str]) -> bool:
    """Whether some constraints would change the optimum with half of what they leave free."""
    model, solve = subject.grounded, subject.solve
    if model is None or solve is None or solve.objective is None:
        return True
    rows = tuple(half(row) if stem(row.name) in names else row for row in model.rows)
    tight = solve_linear_model(replace(model, rows=rows), SECONDS)
    return tight.objective is None or not close(tight.objective, solve.objective, 1e-6)


def half(row: Row) -> Row:
    """A row with its upper limit halved and its lower one doubled; limits of 0 stay."""
    lower = row.lower * (2.0 if row.lower > 0 else 0.5)
    return replace(row, lower=lower, upper=row.upper * (0.5 if row.upper > 0 else 2.0))


def new_constraints(subject: Subject, parent: Candidate) -> frozenset[str]:
    """Names of constraints that a parent does not state."""
    theirs = read_formulation(parent.formulation).formulation
    if theirs is None or subject.formulation is None:
        return frozenset()
    known = {(constraint.expression, constraint.forall) for constraint in theirs.constraints}
    return frozenset(c.name for c in subject.formulation.constraints if (c.expression, c.forall) not in known)


def binds(model: LinearModel, names: frozenset[str], objective: float) -> bool:
    """Whether leaving some constraints out changes the optimum; undecided counts as binding."""
    kept = tuple(row for row in model.rows if stem(row.name) not in names)
    if len(kept) == len(model.rows):
        return True
    without = solve_linear_model(replace(model, rows=kept), SECONDS)
    return without.objective is None or not close(without.objective, objective, 1e-6)
