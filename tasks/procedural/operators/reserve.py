"""Holds part of an existing capacity back."""

import ast
from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Formulation, Parameter, VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.expression import free_names, parse_relation, source
from tasks.algebra.linear_model import Row, stem
from tasks.algebra.usage import used_names, with_derivations
from tasks.procedural.operators.editing import Addition, extend, fresh_name, rule, show
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.study import Study

WORDS = (
    "As a precaution, {figures} for the {what} must be cut by {share} before anything is planned.",
    "A reserve is kept in addition: {figures} for the {what} must be reduced by {share} to leave room for it.",
    "To be on the safe side, planners must first reduce {figures} for the {what} by {share}.",
)
SHARES = (0.05, 0.1, 0.15, 0.2)


def hold_back(study: Study, rng: Random) -> Blueprint:
    """Cut an upper limit, which some row of the optimum uses up, by a stated share."""
    options = [
        c
        for c in study.formulation.constraints
        if capacity_of(study.formulation, c) and tight_rows(study, c) and not counts(study, c)
    ]
    if not options:
        raise NotApplicable("the optimum uses up no capacity of its own")
    constraint = rng.choice(options)
    capacity = capacity_of(study.formulation, constraint)
    name = fresh_name(study.formulation, "reserve")
    share = bearable_share(study, constraint, rng)
    sets = study.formulation.parameter(capacity).sets
    words = rng.choice(WORDS).format(
        what=f'{{{{ meaning("{capacity}") }}}}',
        share=show(name, percent=True),
        figures="all the figures given" if sets else "the figure given",
    )
    parameter = Parameter(name=name, values=(share,), meaning="share of the capacity that is held back")
    cut = with_cut(study.blueprint, constraint, name)
    return extend(cut, Addition(rule(words, name), (parameter,)), "Tightened a limit")


def capacity_of(formulation: Formulation, constraint: Constraint) -> str:
    """The stated parameter that alone stands on the right of a `<=`, in this constraint only; empty where none does."""
    left, sign, right = parse_relation(constraint.expression)
    base = right.value if isinstance(right, ast.Subscript) else right
    if sign != "<=" or not isinstance(base, ast.Name):
        return ""
    stated = {p.name for p in formulation.parameters if not p.derivation and p.meaning and all(v > 0 for v in p.values)}
    others = formulation.model_copy(
        update={"constraints": tuple(c for c in formulation.constraints if c.name != constraint.name)}
    )
    elsewhere = used_names(others) | with_derivations(formulation, free_names(source(left)))
    return base.id if base.id in stated - elsewhere else ""


def counts(study: Study, constraint: Constraint) -> bool:
    """Whether the constraint limits a mere count, of which no share can be cut: three trucks, forty tickets."""
    columns = study.model.columns
    return all(
        columns[position].kind is not VariableKind.continuous and coefficient == 1
        for row in study.model.rows
        if stem(row.name) == constraint.name
        for position, coefficient in row.coefficients.items()
    )


def tight_rows(study: Study, constraint: Constraint) -> list[Row]:
    """Rows of the constraint that the optimum uses up, their coefficients being positive."""
    return [
        row
        for row, value in zip(study.model.rows, study.answer.row_values, strict=True)
        if stem(row.name) == constraint.name
        and abs(value - row.upper) <= 1e-6 * max(1.0, abs(row.upper))
        and all(coefficient >= 0 for coefficient in row.coefficients.values())
    ]


def bearable_share(study: Study, constraint: Constraint, rng: Random) -> float:
    """A share that each row could do without, were it not for the others.

    Raises:
        NotApplicable: some row needs nearly all of its capacity.
    """
    needs = [
        (study.reach(row.coefficients, ObjectiveSense.minimize) or 0.0) / row.upper
        for row in study.model.rows
        if stem(row.name) == constraint.name and row.upper > 0
    ]
    shares = [share for share in SHARES if 1 - share > max(needs)]
    if not shares:
        raise NotApplicable("a capacity is needed nearly in full")
    return rng.choice(shares)


def with_cut(blueprint: Blueprint, constraint: Constraint, share: str) -> Blueprint:
    """The blueprint with the right side of a constraint cut by a share."""
    left, sign, right = parse_relation(constraint.expression)
    cut = constraint.model_copy(update={"expression": f"{source(left)} {sign} (1 - {share}) * {source(right)}"})
    constraints = tuple(cut if c.name == constraint.name else c for c in blueprint.formulation.constraints)
    formulation = blueprint.formulation.model_copy(update={"constraints": constraints})
    return blueprint.model_copy(update={"formulation": formulation})
