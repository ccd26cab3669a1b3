"""A further resource: each unit of an activity takes some of it, and there is less than the optimum would need."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.operators.editing import Addition, extend, fresh_name, rule
from tasks.procedural.operators.groups import amount_variables, call, slice_group
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study
from tasks.procedural.operators.terms import labelled_place, weighted_sum

RESOURCES = (
    ("inspection", "hours"),
    ("paperwork", "minutes"),
    ("electricity", "kilowatt-hours"),
    ("cooling water", "litres"),
    ("packaging", "kilograms"),
)
WORDS = (
    (
        "{resource} is limited as well, to {limit} {unit} in all. Its use is found by multiplying {general} by a "
        "need in {unit} that is {need}."
    ),
    (
        "There is one more scarce thing, {resource}: no more than {limit} {unit} can be used. Multiply {general} by "
        "a rate in {unit} to find what is used; the rate is {need}."
    ),
)


def add_resource(study: Study, rng: Random) -> Blueprint:
    """Limit a weighted total of an activity below what the optimum would use."""
    variables = amount_variables(study)
    for variable in rng.sample(variables, len(variables)):
        place = labelled_place(study, variable, rng)
        needs = tuple(float(rng.randint(2, 12)) for _ in study.formulation.index_set(variable.sets[place]).members)
        limit = supply_for(study, variable, (place, needs), rng)
        if limit is not None:
            return with_resource(study, variable, (place, needs, limit), rng)
    raise NotApplicable("no activity could do with less of a resource")


def supply_for(study: Study, variable: Variable, drawn: tuple[int, tuple[float, ...]], rng: Random) -> float | None:
    """A supply between the least that is needed and what the optimum would use; None where there is no room."""
    place, needs = drawn
    groups = [slice_group(study, variable, {place: at}).columns for at in range(len(needs))]
    used = sum(need * study.total(columns) for need, columns in zip(needs, groups, strict=True))
    weights = {position: need for need, columns in zip(needs, groups, strict=True) for position in columns}
    least = study.reach(weights, ObjectiveSense.minimize)
    if least is None or used - least <= 1e-6 * max(1.0, used):
        return None
    return nice_between(least + 0.4 * (used - least), used - 0.05 * (used - least), rng)


def with_resource(
    study: Study, variable: Variable, numbers: tuple[int, tuple[float, ...], float], rng: Random
) -> Blueprint:
    """The blueprint with a resource that an activity uses."""
    place, needs, limit = numbers
    need, supply = (fresh_name(study.formulation, name) for name in ("extra_need", "extra_supply"))
    name = fresh_name(study.formulation, "extra_limit")
    resource, unit = rng.choice(RESOURCES)
    words = rng.choice(WORDS).format(
        resource=resource,
        unit=unit,
        limit=f"{{{{ {supply} }}}}",
        general=call("general", variable, []),
        need=f"{{{{ each({need}, '{{value}} for {{0}}') }}}}",
    )
    parameters = (
        Parameter(name=need, sets=(variable.sets[place],), values=needs, meaning=f"{resource} per unit, in {unit}"),
        Parameter(name=supply, values=(limit,), meaning=f"{resource} available, in {unit}"),
    )
    expression = f"{weighted_sum(study, variable, (need, place))} <= {supply}"
    row = Constraint(name=name, expression=expression, meaning=f"{resource} used stays within what is available")
    return extend(
        study.blueprint, Addition(rule(words, need, supply, name), parameters, constraints=(row,)), "Added a resource"
    )
