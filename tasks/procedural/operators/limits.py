"""Limits on totals: a ceiling below the parent's optimum, or a floor above it."""

import math
from collections.abc import Iterator
from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter
from tasks.procedural.operators.editing import Addition, extend, fresh_name, measured, rule
from tasks.procedural.operators.groups import Group, amount_variables, draw_group, entries, measured_variables
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study
from tasks.procedural.units import time_word

CEILINGS = (
    "A further limit applies: {total} may not exceed {limit}.",
    "In addition, {total} must stay at or below {limit}.",
    "There is one more restriction, namely that {total} can be at most {limit}.",
    "A recent agreement also caps {total} at {limit}.",
)
FLOORS = (
    "A commitment has been made as well: {total} must be at least {limit}.",
    "Moreover, {total} must reach {limit} or more.",
    "It was also promised that {total} will not fall below {limit}.",
)
LATEST = (
    "A further limit applies: {total} must be no later than {limit}.",
    "It was also agreed that {total} can be no later than {limit}.",
)
TRIES = 6


def add_ceiling(study: Study, rng: Random) -> Blueprint:
    """Limit a total from above, below what the parent's optimum uses."""
    for group in (*drawn(study, rng), *single_values(study, rng)):
        limit = ceiling_for(study, group, rng)
        if limit is not None:
            words = rng.choice(LATEST if is_moment(study.blueprint, group) else CEILINGS)
            return limited(study.blueprint, group, ("<=", limit, words))
    raise NotApplicable("no total of the optimum can be lowered")


def add_floor(study: Study, rng: Random) -> Blueprint:
    """Demand more of a total than the parent's optimum gives."""
    for group in drawn(study, rng):
        limit = floor_for(study, group, rng)
        if limit is not None:
            words = rng.choice(FLOORS)
            return limited(study.blueprint, group, (">=", limit, words))
    raise NotApplicable("no total of the optimum can be raised")


def drawn(study: Study, rng: Random) -> Iterator[Group]:
    """A few totals of activities at random."""
    for _ in range(TRIES if amount_variables(study) else 0):
        yield draw_group(study, rng, amount_variables(study))


def single_values(study: Study, rng: Random) -> list[Group]:
    """A few single values, such as starting times, at random."""
    values = [entry.group() for variable in measured_variables(study) for entry in entries(study, variable)]
    return rng.sample(values, min(TRIES, len(values)))


def ceiling_for(study: Study, group: Group, rng: Random) -> float | None:
    """A limit between the least total that is feasible and the parent's; None where there is no room."""
    total, least = study.total(group.columns), study.lowest(group.columns)
    if least is None or total - least <= 1e-6 * max(1.0, abs(total)):
        return None
    room = total - least
    return nice_between(max(least + 0.3 * room, 0), total - 0.05 * room, rng, group.whole)


def floor_for(study: Study, group: Group, rng: Random) -> float | None:
    """A limit between the parent's total and the greatest that is feasible; None where there is no room."""
    total, most = study.total(group.columns), study.highest(group.columns)
    most = total + max(10.0, abs(total)) if most is None or math.isinf(most) else most
    room = most - total
    if room <= 1e-6 * max(1.0, abs(total)):
        return None
    return nice_between(total + 0.05 * room, total + 0.7 * room, rng, group.whole)


def is_moment(blueprint: Blueprint, group: Group) -> bool:
    """Whether a group is a point in time."""
    return bool(time_word(blueprint.phrases[group.names[0]]))


def limit_words(blueprint: Blueprint, group: Group, data: str) -> str:
    """Template of a limit with its unit: `40 tons`, or `hour 40` for a point in time."""
    if is_moment(blueprint, group):
        return f'{{{{ moment({data}, "{group.names[0]}") }}}}'
    return measured(data, group.names[0])


def limited(blueprint: Blueprint, group: Group, bound: tuple[str, float, str]) -> Blueprint:
    """The blueprint with a stated limit on a total."""
    sign, limit, words = bound
    kind = "cap" if sign == "<=" else "floor"
    data = fresh_name(blueprint.formulation, f"{group.names[0]}_{kind}")
    name = fresh_name(blueprint.formulation, f"{data}_limit")
    meanings = ("most that the total may be", "the total stays within its limit")
    if sign == ">=":
        meanings = ("least that the total must be", "the total reaches what was promised")
    addition = Addition(
        passage=rule(words.format(total=group.words, limit=limit_words(blueprint, group, data)), data, name),
        parameters=(Parameter(name=data, values=(limit,), meaning=meanings[0]),),
        constraints=(Constraint(name=name, expression=f"{group.expression} {sign} {data}", meaning=meanings[1]),),
    )
    return extend(blueprint, addition, "Added a limit on a total")
