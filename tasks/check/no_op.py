"""Finds children that say nothing new: the parent's model, the parent's words, a constraint that does not bind."""

import re
from collections.abc import Iterator
from dataclasses import replace

from schemas.solve import TerminationStatus
from schemas.verdict import CheckerName, Verdict
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import LinearModel
from tasks.check.finding import Finding, conclude, first
from tasks.check.matching import close
from tasks.check.subject import Subject, read_formulation

SECONDS = 2.0
"""Wall seconds for the solve that asks whether a constraint binds."""


def check(subject: Subject) -> Verdict:
    """Compare a child with each of its parents."""
    found = first((same_model(subject), same_words(subject)))
    return conclude(subject, CheckerName.no_op, found, () if found else marks(subject))


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


def marks(subject: Subject) -> Iterator[str]:
    """Findings that do not reject."""
    solve, model = subject.solve, subject.grounded
    if len(subject.parents) != 1 or model is None or solve is None or solve.objective is None:
        return
    added = new_constraints(subject)
    if added and solve.status is TerminationStatus.optimal and not binds(model, added, solve.objective):
        yield "new_constraint_does_not_bind"


def new_constraints(subject: Subject) -> frozenset[str]:
    """Names of constraints that the parent does not state."""
    theirs = read_formulation(subject.parents[0].formulation).formulation
    if theirs is None or subject.formulation is None:
        return frozenset()
    known = {(constraint.expression, constraint.forall) for constraint in theirs.constraints}
    return frozenset(c.name for c in subject.formulation.constraints if (c.expression, c.forall) not in known)


def binds(model: LinearModel, names: frozenset[str], objective: float) -> bool:
    """Whether leaving some constraints out changes the optimum; undecided counts as binding."""
    kept = tuple(row for row in model.rows if row.name.split("[")[0] not in names)
    if len(kept) == len(model.rows):
        return True
    without = solve_linear_model(replace(model, rows=kept), SECONDS)
    return without.objective is None or not close(without.objective, objective, 1e-6)
