"""Puts what a move adds into a blueprint: data, variables, constraints, words and the note that tells of it."""

import re
from dataclasses import dataclass

from schemas.blueprint import Blueprint, Passage, PassageRole
from schemas.formulation import Constraint, Formulation, Objective, Parameter, Variable, VariableKind
from tasks.algebra.ground import derived_values
from tasks.procedural.words import capital, compiled, tidy, vocabulary, write_statement


@dataclass(frozen=True)
class Addition:
    """What a move adds; names must be fresh."""

    passage: Passage
    parameters: tuple[Parameter, ...] = ()
    variables: tuple[Variable, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    objective: Objective | None = None
    """The objective in place of the parent's."""
    goal: Passage | None = None
    """The goal's words in place of the parent's."""


def extend(blueprint: Blueprint, addition: Addition, lead: str) -> Blueprint:
    """The blueprint with an addition, its note being the lead and the new words."""
    before = blueprint.formulation
    formulation = before.model_copy(
        update={
            "parameters": (*before.parameters, *addition.parameters),
            "variables": (*before.variables, *addition.variables),
            "constraints": (*before.constraints, *addition.constraints),
            "objective": addition.objective or before.objective,
        }
    )
    changes = {"formulation": derive_all(formulation), "passages": passages_with(blueprint, addition)}
    return noted(blueprint.model_copy(update=changes), lead, addition.passage)


def passages_with(blueprint: Blueprint, addition: Addition) -> tuple[Passage, ...]:
    """The parent's passages and the new ones; a new goal takes the old one's place."""
    if addition.goal is None:
        return (*blueprint.passages, addition.passage)
    kept = [p for p in blueprint.passages if p.role is not PassageRole.goal]
    return (*kept, addition.passage, addition.goal)


def noted(blueprint: Blueprint, lead: str, passage: Passage | None = None) -> Blueprint:
    """The blueprint with one more note: what was done, and the new words if there are any."""
    words = f': "{said(blueprint, passage)}"' if passage else "."
    return blueprint.model_copy(update={"notes": (*blueprint.notes, lead + words)})


def said(blueprint: Blueprint, passage: Passage) -> str:
    """A passage as it reads in the statement."""
    return tidy(capital(compiled(passage.text).render(vocabulary(blueprint)).strip()))


def derive_all(formulation: Formulation) -> Formulation:
    """Recompute derived data, in the order in which they stand."""
    for position, parameter in enumerate(formulation.parameters):
        if parameter.derivation:
            fresh = parameter.model_copy(update={"values": derived_values(formulation, parameter)})
            parameters = (*formulation.parameters[:position], fresh, *formulation.parameters[position + 1 :])
            formulation = formulation.model_copy(update={"parameters": parameters})
    return formulation


def fresh_name(formulation: Formulation, name: str) -> str:
    """The name, or with the first number that makes it free."""
    taken = formulation.names()
    numbered = (f"{name}_{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def rule(text: str, *about: str) -> Passage:
    """A requirement in an operator's words."""
    return Passage(role=PassageRole.rule, text=text, about=about)


def goal(text: str) -> Passage:
    """An aim in an operator's words."""
    return Passage(role=PassageRole.goal, text=text, about=("objective",))


def show(name: str, percent: bool = False) -> str:
    """Template that prints a scalar parameter."""
    return f"{{{{ {name}{' | percent' if percent else ''} }}}}"


def measured(name: str, variable: str) -> str:
    """Template that prints a scalar parameter with the unit of a decision variable, unless its amount names it."""
    return f'{{{{ measured({name}, "{variable}") }}}}'


def spelled(name: str) -> str:
    """Template that prints a count in words."""
    return f"{{{{ {name} | spelled }}}}"


WHOLE = re.compile(r"\b(whole|integer|indivisible|cannot be split)\b", re.IGNORECASE)


def with_whole(blueprint: Blueprint) -> Blueprint:
    """The blueprint, with a sentence that quantities are whole where its words do not say it and should."""
    integer = any(v.kind is VariableKind.integer for v in blueprint.formulation.variables)
    if not integer or WHOLE.search(write_statement(blueprint)):
        return blueprint
    reminder = rule("All quantities that are counted by the piece or by the head are whole numbers.")
    return blueprint.model_copy(update={"passages": (*blueprint.passages, reminder)})
