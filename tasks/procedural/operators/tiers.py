"""Tiers: beyond a threshold, each further unit costs extra or earns a rebate."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.operators.aims import aim_words, in_money, priced, with_aim, with_term
from tasks.procedural.operators.editing import Addition, extend, fresh_name, rule
from tasks.procedural.operators.groups import Entry, Group, draw_group, entries, measured_variables
from tasks.procedural.operators.limits import is_moment, limit_words
from tasks.procedural.operators.linking import bound_at, new_indicator
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study
from tasks.procedural.operators.terms import priceable

SURCHARGES = (
    "Whatever part of {total} lies above {threshold} carries a {charge} of {rate} per {per}, which {goes} {aim}.",
    (
        "Large quantities weigh more: a {charge} of {rate} per {per} {goes} {aim} for the part of {total} that lies "
        "above {threshold}."
    ),
    "For the part of {total} that exceeds {threshold}, a {charge} of {rate} per {per} {goes} {aim}.",
)
LATE = (
    "If {total} should be later than {threshold}, a {charge} of {rate} per {per} of delay {goes} {aim}.",
    "Every {per} by which {total} lies beyond {threshold} carries a {charge} of {rate}, which {goes} {aim}.",
)
REBATES = (
    "Whatever part of {total} lies above {threshold} earns a {bonus} of {rate} per {per}, which {goes} {aim}.",
    (
        "Large quantities are rewarded: a {bonus} of {rate} per {per} {goes} {aim} for the part of {total} that lies "
        "above {threshold}."
    ),
    "For the part of {total} that exceeds {threshold}, a {bonus} of {rate} per {per} {goes} {aim}.",
)
TRIES = 6


def surcharge(study: Study, rng: Random) -> Blueprint:
    """Charge extra for what lies above a threshold that the optimum exceeds."""
    for group in surcharged(study, rng):
        total = study.total(group.columns)
        threshold = nice_between(0.3 * total, 0.85 * total, rng, group.whole)
        rate = nice_between(*rate_range(study, total), rng)
        if threshold is not None and rate is not None and rate != 1:
            return with_surcharge(study, group, (threshold, rate), rng)
    raise NotApplicable("the optimum exceeds no threshold that could be stated")


def surcharged(study: Study, rng: Random) -> list[Group]:
    """A few totals at random; of what is measured only where less of it is better anyway."""
    groups = [draw_group(study, rng, priceable(study)) for _ in range(TRIES if priceable(study) else 0)]
    if study.formulation.objective.sense is ObjectiveSense.minimize:
        aim = study.formulation.objective.expression
        single = [v for v in measured_variables(study) if not v.sets and v.name != aim]
        groups += [entry.group() for v in single for entry in entries(study, v)]
    return groups


def rate_range(study: Study, total: float) -> tuple[float, float]:
    """Rates that are a noticeable part of the objective per unit."""
    average = abs(study.answer.objective or 0.0) / max(total, 1e-6)
    return 0.08 * average, 0.5 * average


def with_surcharge(study: Study, group: Group, numbers: tuple[float, float], rng: Random) -> Blueprint:
    """The blueprint with a convex tier: the excess is pushed up by a row and down by its cost."""
    formulation, blueprint = study.formulation, with_aim(study.blueprint)
    threshold, rate, excess, name = (
        fresh_name(formulation, n) for n in ("threshold", "excess_rate", "excess", "excess_count")
    )
    words = rng.choice(LATE if is_moment(blueprint, group) else SURCHARGES)
    words = tier_words(blueprint, group, (words, threshold, rate), worsens=True)
    addition = Addition(
        passage=rule(words, threshold, rate, name),
        parameters=tier_parameters((threshold, rate), numbers),
        variables=(Variable(name=excess, meaning="part of the total above the threshold"),),
        constraints=(
            Constraint(
                name=name,
                expression=f"{excess} >= {group.expression} - {threshold}",
                meaning="what lies above the threshold",
            ),
        ),
        objective=with_term(blueprint.formulation.objective, f"{rate} * {excess}", True, "the charge for the excess"),
    )
    return extend(blueprint, addition, "Added a tier to the objective")


def rebate(study: Study, rng: Random) -> Blueprint:
    """Reward what lies above a threshold: a yes/no decision says whether the threshold is reached."""
    options = [entry for variable in priceable(study) for entry in entries(study, variable)]
    for entry in rng.sample(options, min(TRIES, len(options))):
        top, bound = study.highest([entry.column]) or 0.0, bound_at(study, entry)
        threshold = nice_between(0.2 * top, 0.6 * top, rng, entry.variable.kind is not VariableKind.continuous)
        rate = nice_between(*rate_range(study, max(top, study.answer.values[entry.column])), rng)
        if threshold is not None and rate is not None and rate != 1:
            return with_rebate(study, (entry, bound), (threshold, rate), rng)
    raise NotApplicable("no activity can reach a threshold that could be stated")


def with_rebate(
    study: Study, bounded: tuple[Entry, tuple[str, float]], numbers: tuple[float, float], rng: Random
) -> Blueprint:
    """The blueprint with a tier that pays: the rewarded excess needs the threshold to be reached."""
    entry, (derivation, bound) = bounded
    formulation, blueprint = study.formulation, with_aim(study.blueprint)
    threshold, rate, excess, room = (
        fresh_name(formulation, n) for n in ("threshold", "rebate_rate", "rewarded", "rewarded_room")
    )
    reached = new_indicator(formulation, "rebate", ()).model_copy(
        update={"name": fresh_name(formulation, "rebate_reached"), "meaning": "1 if the threshold is reached, else 0"}
    )
    names = [fresh_name(formulation, n) for n in ("rewarded_count", "rewarded_only_if_reached")]
    rows = (
        Constraint(
            name=names[0],
            expression=f"{excess} <= {entry.expression} - {threshold} * {reached.name}",
            meaning="what lies above the threshold",
        ),
        Constraint(
            name=names[1],
            expression=f"{excess} <= {room} * {reached.name}",
            meaning="nothing unless the threshold is reached",
        ),
    )
    derived = Parameter(
        name=room,
        values=(bound - numbers[0],),
        meaning="most that can lie above the threshold",
        derivation=f"{derivation} - {threshold}",
    )
    words = tier_words(blueprint, entry.group(), (rng.choice(REBATES), threshold, rate), worsens=False)
    addition = Addition(
        passage=rule(words, threshold, rate, *names),
        parameters=(*tier_parameters((threshold, rate), numbers), derived),
        variables=(Variable(name=excess, meaning="part above the threshold that is rewarded"), reached),
        constraints=rows,
        objective=with_term(blueprint.formulation.objective, f"{rate} * {excess}", False, "the rebate"),
    )
    return extend(blueprint, addition, "Added a rebate to the objective")


def tier_parameters(names: tuple[str, str], numbers: tuple[float, float]) -> tuple[Parameter, Parameter]:
    """The stated threshold and rate."""
    threshold = Parameter(name=names[0], values=(numbers[0],), meaning="threshold above which the rate applies")
    return threshold, Parameter(
        name=names[1], values=(numbers[1],), meaning="rate per unit above, in the unit of the objective"
    )


def tier_words(blueprint: Blueprint, group: Group, parts: tuple[str, str, str], worsens: bool) -> str:
    """A sentence, given with the names of threshold and rate, filled with the total and with what the rate does."""
    words, threshold, rate = parts
    off = worsens is (blueprint.formulation.objective.sense is ObjectiveSense.maximize)
    money = in_money(blueprint)
    return words.format(
        total=group.words,
        threshold=limit_words(blueprint, group, threshold),
        rate=priced(blueprint, rate),
        per=f'{{{{ per("{group.names[0]}") }}}}',
        charge="surcharge" if money else "penalty",
        bonus="rebate" if money and off else "bonus",
        goes="comes off" if off else "is added to",
        aim=aim_words(blueprint),
    )
