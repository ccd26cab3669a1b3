"""A further resource: each unit of an activity takes some of it, and there is less than the optimum would need."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.operators.editing import Addition, extend, fresh_name, rule
from tasks.procedural.operators.groups import amount_variables, slice_group
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study
from tasks.procedural.operators.terms import case_by_case, labelled_place, weighted_sum
from tasks.procedural.units import money_value

RESOURCES = (
    ("inspection", "hours"),
    ("paperwork", "minutes"),
    ("supervision", "minutes"),
    ("bookkeeping", "minutes"),
    ("quality control", "hours"),
)
WORDS = (
    (
        "{resource} takes time as well, which depends on the {noun}: {every} calls for {need}. "
        "No more than {limit} {unit} can be spared in all."
    ),
    (
        "There is one more bottleneck, {resource}, for which only {limit} {unit} are available in all. "
        "For {every}, it takes {need}."
    ),
)


def add_resource(study: Study, rng: Random) -> Blueprint:
    """Limit a weighted total of an activity below what the optimum would use."""
    phrases = study.blueprint.phrases
    variables = [v for v in amount_variables(study) if not money_value(phrases[v.name].unit)]
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
        every=f'{{{{ every("{variable.name}") }}}}',
        noun=f"{{{{ {variable.sets[place]}.singular }}}}",
        need=case_by_case(study, variable, (need, place), f"'{{value}} {unit}'"),
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
