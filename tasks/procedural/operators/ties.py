"""Ties two problems that stand side by side: a crew that both need, or a rule between a decision of each."""

from dataclasses import dataclass
from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter
from tasks.procedural.operators.editing import Addition, extend, fresh_name, rule, show
from tasks.procedural.operators.groups import LISTED, Entry, amount_variables, choice_variables, entries, whole_group
from tasks.procedural.operators.logic import POSITIVE, excluded, implied, is_movable
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study
from tasks.procedural.units import money_value

DRAWS = 4
LEAST_PLAY = 0.1
"""Share of the hours that a part must be able to do without, else its need of hours is no decision."""
POOLS = ("a maintenance crew", "a planning office", "a dispatch team", "a quality laboratory")
SHARED = (
    "Both parts share {pool} that has {cap} hours in all. It has to spend {first}, and {second}.",
    "Both parts depend on {pool}, which spends {first}, and {second}. It can give {cap} hours and no more.",
)
TIES = (
    "Besides, an agreement ties the parts together.",
    "The parts also depend on each other in a single point.",
)


def with_link(merged: Blueprint, parents: tuple[Blueprint, Blueprint], rng: Random) -> Blueprint:
    """The merged blueprint with something that ties the parts together: a shared crew, or a rule between decisions.

    Raises:
        NotApplicable: nothing that could be shared would bind.
    """
    study = Study(merged)
    if not study.solved:
        raise NotApplicable("the two parts together have no optimum that is found in time")
    for link in (with_shared_pool, with_shared_logic):
        try:
            return link(study, parents, rng)
        except NotApplicable:
            continue
    raise NotApplicable("nothing that both parts could share would bind")


def with_shared_logic(study: Study, parents: tuple[Blueprint, Blueprint], rng: Random) -> Blueprint:
    """The merged blueprint with an exclusion or a condition between a decision of each part."""
    split = [decisions_of(study, parent) for parent in parents]
    for _ in range(DRAWS):
        rule_between, taken = rng.choice(((excluded, (True, True)), (implied, (True, False))))
        pools = [[e for e in part if used(study, e) is flag] for part, flag in zip(split, taken, strict=True)]
        if all(pools):
            try:
                return explained(rule_between(study, (rng.choice(pools[0]), rng.choice(pools[1])), rng), rng)
            except NotApplicable:
                continue
    raise NotApplicable("no decisions of both parts can be tied together")


def explained(linked: Blueprint, rng: Random) -> Blueprint:
    """The linked blueprint with a sentence before the rule that says why the parts are tied together."""
    *others, tie = linked.passages
    told = tie.model_copy(update={"text": f"{rng.choice(TIES)} {tie.text}"})
    return linked.model_copy(update={"passages": (*others, told)})


def decisions_of(study: Study, parent: Blueprint) -> list[Entry]:
    """All decisions that belong to a part."""
    names = {v.name for v in parent.formulation.variables}
    variables = [*choice_variables(study), *amount_variables(study)]
    return [e for v in variables if v.name in names for e in entries(study, v) if is_movable(study, e)]


def used(study: Study, entry: Entry) -> bool:
    """Whether the optimum takes a decision."""
    return study.answer.values[entry.column] > POSITIVE


def with_shared_pool(study: Study, parents: tuple[Blueprint, Blueprint], rng: Random) -> Blueprint:
    """The merged blueprint with hours of a crew that both parts need, fewer than both optima would use."""
    for _ in range(DRAWS):
        pools = tuple(needed(study, parent, rng) for parent in parents)
        spread = sum(pool.most - pool.least for pool in pools)
        least, most = sum(p.least for p in pools), sum(p.most for p in pools)
        capacity = nice_between(least + 0.4 * spread, most - 0.05 * spread, rng) if spread > POSITIVE else None
        free = all(pool.most - pool.least > LEAST_PLAY * pool.most for pool in pools)
        if capacity and free and min(pool.most for pool in pools) > POSITIVE:
            return with_pool(study.blueprint, pools, capacity, rng)
    raise NotApplicable("what the two parts do is fixed, so that nothing shared can bind")


@dataclass(frozen=True)
class Need:
    """Hours of a shared crew that a part needs: a rate times a total, at least and in the parent's optimum."""

    total: str
    """The total in the algebra."""
    words: str
    """Template of what takes the hours: `on every ton of wheat shipped`."""
    rate: float
    least: float
    most: float


def needed(study: Study, parent: Blueprint, rng: Random) -> Need:
    """Draw what of a part takes hours, and how many."""
    names = [v.name for v in parent.formulation.variables]
    phrases = study.blueprint.phrases
    amounts = [v for v in amount_variables(study) if v.name in names and not money_value(phrases[v.name].unit)]
    choices = [v for v in choice_variables(study) if v.name in names and len(entries(study, v)) <= LISTED]
    if not amounts and not choices:
        raise NotApplicable("a part has no activity that could need hours")
    variable = rng.choice(amounts or choices)
    group = whole_group(study, variable)
    listed = "; ".join(entry.active for entry in entries(study, variable))
    words = f'on {{{{ every("{variable.name}") }}}}' if amounts else f"for each of these that comes about ({listed})"
    rate = float(rng.randint(2, 9))
    least = study.lowest(group.columns)
    total = study.total(group.columns)
    return Need(group.expression, words, rate, rate * (total if least is None else least), rate * total)


def with_pool(merged: Blueprint, needs: tuple[Need, ...], capacity: float, rng: Random) -> Blueprint:
    """The merged blueprint with the shared crew's limit."""
    names = [fresh_name(merged.formulation, name) for name in ("crew_hours", "first_rate", "second_rate")]
    values = (capacity, *(need.rate for need in needs))
    meanings = ("hours of the shared crew", "hours per unit of the first part", "hours per unit of the second part")
    parameters = tuple(
        Parameter(name=name, values=(value,), meaning=meaning)
        for name, value, meaning in zip(names, values, meanings, strict=True)
    )
    used = " + ".join(f"{name} * ({need.total})" for name, need in zip(names[1:], needs, strict=True))
    limit = fresh_name(merged.formulation, "crew_limit")
    words = rng.choice(SHARED).format(
        pool=rng.choice(POOLS),
        cap=show(names[0]),
        first=f"{show(names[1])} hours {needs[0].words}",
        second=f"{show(names[2])} hours {needs[1].words}",
    )
    meaning = "both parts together stay within the hours of the shared crew"
    constraint = Constraint(name=limit, expression=f"{used} <= {names[0]}", meaning=meaning)
    addition = Addition(rule(words, *names, limit), parameters, constraints=(constraint,))
    return extend(merged, addition, "They share a crew")
