"""Turns a problem into one that is infeasible, unbounded or degenerate on purpose, with the outcome declared."""

from schemas.blueprint import Blueprint
from schemas.formulation import Formulation, Parameter
from schemas.solve import TerminationStatus
from tasks.algebra.expression import free_names
from tasks.algebra.usage import used_names
from tasks.procedural.family import Family
from tasks.procedural.operators.editing import derive_all


def make_infeasible(blueprint: Blueprint, family: Family) -> Blueprint:
    """Multiply the family's scarce parameter; its words change with it."""
    assert family.scarce is not None
    name, factor = family.scarce
    formulation = with_parameter(blueprint.formulation, name, factor)
    return blueprint.model_copy(update={"formulation": formulation, "status": TerminationStatus.infeasible})


def with_parameter(formulation: Formulation, name: str, factor: float) -> Formulation:
    """The formulation with one parameter multiplied, and derived data derived anew."""

    def scaled(parameter: Parameter) -> Parameter:
        if parameter.name != name:
            return parameter
        return parameter.model_copy(update={"values": tuple(round(v * factor, 6) for v in parameter.values)})

    return derive_all(formulation.model_copy(update={"parameters": tuple(scaled(p) for p in formulation.parameters)}))


def make_unbounded(blueprint: Blueprint, family: Family) -> Blueprint:
    """Drop the constraint that keeps the family bounded, with its words and the data that it alone used."""
    formulation = blueprint.formulation
    constraints = tuple(c for c in formulation.constraints if c.name != family.lifted)
    kept = formulation.model_copy(update={"constraints": constraints})
    used = used_names(kept)
    parameters = tuple(p for p in kept.parameters if p.name in used)
    dropped = {family.lifted, *(p.name for p in formulation.parameters if p.name not in used)}
    return blueprint.model_copy(
        update={
            "formulation": kept.model_copy(update={"parameters": parameters}),
            "passages": tuple(p for p in blueprint.passages if not dropped & set(p.about)),
            "status": TerminationStatus.unbounded,
        }
    )


def make_degenerate(blueprint: Blueprint) -> Blueprint:
    """Give all entries of the objective's first parameter the same value, so that several solutions are optimal."""
    formulation = blueprint.formulation
    names = free_names(formulation.objective.expression)
    parameter = next(p for p in formulation.parameters if p.name in names and p.sets and not p.derivation)
    middle = sorted(parameter.values)[len(parameter.values) // 2]
    level = parameter.model_copy(update={"values": (middle,) * len(parameter.values)})
    parameters = tuple(level if p is parameter else p for p in formulation.parameters)
    return blueprint.model_copy(update={"formulation": formulation.model_copy(update={"parameters": parameters})})
