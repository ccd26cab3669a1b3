"""Puts two blueprints side by side under one roof: fresh names for the second, passages in two paragraphs."""

from collections.abc import Mapping

from schemas.blueprint import Blueprint, Origin, Passage, PassageRole
from schemas.formulation import Constraint, Formulation, IndexSet, Parameter, Variable
from tasks.algebra.expression import rename_expression, rename_forall
from tasks.procedural.operators.aims import AIM
from tasks.procedural.operators.templates import rename_template
from tasks.procedural.words import ROLES

SUFFIX = "_b"
PARAGRAPHS = (PassageRole.context, PassageRole.rule)
"""Roles that keep the two tellings apart: all of the first, then all of the second."""


def clashing_names(first: Blueprint, second: Blueprint) -> dict[str, str]:
    """Fresh names for what the second calls as the first calls something else."""
    taken = first.formulation.names() | second.formulation.names() | frozenset(first.phrases)
    names: dict[str, str] = {}
    for name in sorted((second.formulation.names() & first.formulation.names()) | {AIM}):
        fresh = name + SUFFIX
        while fresh in taken:
            fresh += SUFFIX
        names[name] = fresh
        taken |= {fresh}
    return names


def renamed(blueprint: Blueprint, names: Mapping[str, str], offset: int) -> Blueprint:
    """The blueprint with other names, its origins counted from an offset."""
    return blueprint.model_copy(
        update={
            "origins": tuple(renamed_origin(origin, names) for origin in blueprint.origins),
            "formulation": renamed_formulation(blueprint.formulation, dict(names)),
            "passages": tuple(renamed_passage(passage, names, offset) for passage in blueprint.passages),
            "nouns": {names.get(name, name): nouns for name, nouns in blueprint.nouns.items()},
            "phrases": {names.get(name, name): phrase for name, phrase in blueprint.phrases.items()},
        }
    )


def renamed_origin(origin: Origin, names: Mapping[str, str]) -> Origin:
    """An origin that knows its family's names by their new ones."""
    known = {old: names.get(now, now) for old, now in origin.names.items()}
    return origin.model_copy(update={"names": {**{o: n for o, n in names.items() if o not in known}, **known}})


def renamed_passage(passage: Passage, names: Mapping[str, str], offset: int) -> Passage:
    """A passage with other names."""
    about = tuple(names.get(name, name) for name in passage.about)
    origin = None if passage.origin is None else passage.origin + offset
    return passage.model_copy(update={"text": rename_template(passage.text, names), "about": about, "origin": origin})


def renamed_formulation(formulation: Formulation, names: dict[str, str]) -> Formulation:
    """A formulation with other names."""

    def sets(part: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get(name, name) for name in part)

    def indexed(part: Parameter | Variable) -> dict[str, object]:
        return {"name": names.get(part.name, part.name), "sets": sets(part.sets)}

    def parameter(part: Parameter) -> Parameter:
        derivation = rename_expression(part.derivation, names) if part.derivation else ""
        return part.model_copy(update={**indexed(part), "derivation": derivation})

    def constraint(part: Constraint) -> Constraint:
        expression, forall = rename_expression(part.expression, names), rename_forall(part.forall, names)
        changes = {"name": names.get(part.name, part.name), "expression": expression, "forall": forall}
        return part.model_copy(update=changes)

    def index_set(part: IndexSet) -> IndexSet:
        return part.model_copy(update={"name": names.get(part.name, part.name)})

    objective = formulation.objective
    return Formulation(
        sets=tuple(index_set(part) for part in formulation.sets),
        parameters=tuple(parameter(part) for part in formulation.parameters),
        variables=tuple(part.model_copy(update=indexed(part)) for part in formulation.variables),
        objective=objective.model_copy(update={"expression": rename_expression(objective.expression, names)}),
        constraints=tuple(constraint(part) for part in formulation.constraints),
    )


def side_by_side(first: Blueprint, second: Blueprint, leads: tuple[str, str]) -> Blueprint:
    """Both blueprints in one, with both objectives added up and without any goal in words.

    Args:
        first: told in the first paragraph.
        second: told in the second, its names already fresh.
        leads: a sentence that opens each paragraph.
    """
    one, other = first.formulation, second.formulation
    formulation = Formulation(
        sets=(*one.sets, *other.sets),
        parameters=(*one.parameters, *other.parameters),
        variables=(*one.variables, *other.variables),
        objective=one.objective.model_copy(
            update={"expression": f"({one.objective.expression}) + ({other.objective.expression})"}
        ),
        constraints=(*one.constraints, *other.constraints),
    )
    openings = (Passage(role=role, text=text) for role, text in zip(PARAGRAPHS, leads, strict=True))
    paragraphs = (
        (opening, *block(part, opening.role)) for opening, part in zip(openings, (first, second), strict=True)
    )
    return Blueprint(
        origins=(*first.origins, *second.origins),
        domain=first.domain,
        formulation=formulation,
        passages=tuple(passage for paragraph in paragraphs for passage in paragraph),
        nouns={**first.nouns, **second.nouns},
        phrases={**first.phrases, **second.phrases},
    )


def block(blueprint: Blueprint, role: PassageRole) -> list[Passage]:
    """A blueprint's passages but the goal, in the order in which they read, as one paragraph."""
    ordered = sorted(blueprint.passages, key=lambda passage: ROLES.index(passage.role))
    return [p.model_copy(update={"role": role}) for p in ordered if p.role is not PassageRole.goal]
