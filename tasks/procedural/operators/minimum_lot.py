"""Minimum lots: nothing of an activity, or at least a stated amount."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter, VariableKind
from tasks.procedural.operators.editing import Addition, extend, fresh_name, measured, rule
from tasks.procedural.operators.groups import Row, amount_variables
from tasks.procedural.operators.linking import link_row
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.selection import POSITIVE, rows
from tasks.procedural.operators.study import Study

WORDS = (
    "Small quantities are not worth the trouble: for each {noun}, {such} must be either zero or at least {lot}.",
    "There is a minimum for each {noun}: {such} can be zero, but must otherwise be {lot} or more.",
    "For each {noun}, {such} must be at least {lot}, or else zero.",
)
LISTED = (
    "Each of the following must be either zero or at least {lot}: {listing}.",
    "For each of the following, anything above zero has to be at least {lot}: {listing}.",
)


def minimum_lot(study: Study, rng: Random) -> Blueprint:
    """Forbid amounts as small as the smallest in the optimum."""
    for row in rows(study, rng, amount_variables(study)):
        lot = lot_for(study, row, rng)
        if lot is not None:
            return with_lot(study, row, lot, rng)
    raise NotApplicable("no activity has a small amount in the optimum")


def lot_for(study: Study, row: Row, rng: Random) -> float | None:
    """A lot above the smallest amount of the optimum that the same activity could still reach."""
    used = [e for e in row.entries if study.answer.values[e.column] > POSITIVE]
    if not used:
        return None
    smallest = min(used, key=lambda e: study.answer.values[e.column])
    now, most = study.answer.values[smallest.column], study.highest([smallest.column]) or 0.0
    whole = row.variable.kind is not VariableKind.continuous
    return nice_between(now, min(2 * now, now + 0.8 * (most - now)) + 1e-6, rng, whole)


def with_lot(study: Study, row: Row, lot: float, rng: Random) -> Blueprint:
    """The blueprint with a minimum lot along a row."""
    link = link_row(study, row)
    data = fresh_name(study.formulation, f"lot_{row.variable.name}")
    name = fresh_name(study.formulation, f"{data}_limit")
    constraint = Constraint(
        name=name,
        expression=f"{row.expression} >= {data} * {link.chosen}",
        forall=row.clause,
        meaning="a full lot or nothing",
    )
    words = rng.choice(WORDS if row.single else LISTED).format(
        lot=measured(data, row.variable.name), listing=row.listing("amount"), noun=row.noun(), such=row.such
    )
    addition = Addition(
        passage=rule(words, data, name),
        parameters=(*link.parameters, Parameter(name=data, values=(lot,), meaning="minimum lot")),
        variables=link.variables,
        constraints=(*link.constraints, constraint),
    )
    return extend(study.blueprint, addition, "Added a minimum lot")
