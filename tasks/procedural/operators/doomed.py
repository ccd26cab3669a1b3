"""Problems without an optimum in which words, mathematics and program agree: infeasible ones and unbounded ones."""

from collections.abc import Iterator
from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter, Variable
from schemas.solve import ObjectiveSense, TerminationStatus
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.procedural.operators.aims import aim_words, priced, with_aim, with_term
from tasks.procedural.operators.editing import Addition, extend, fresh_name, rule, show
from tasks.procedural.operators.groups import Entry, Group, amount_variables, choice_variables, draw_group, entries
from tasks.procedural.operators.limits import CEILINGS, FLOORS, limited
from tasks.procedural.operators.linking import link_row
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.selection import AT_LEAST, AT_MOST, counted, least_used, most_used, rows
from tasks.procedural.operators.study import Study

TRIES = 6
BY_PRODUCTS = (
    ("A by-product can be traded in any quantity whatsoever, and each unit of it {changes} {aim} by {rate}."),
    ("There is also an open offer without any upper limit: each unit of it {changes} {aim} by {rate}."),
)


def infeasible(blueprint: Blueprint, rng: Random) -> Blueprint:
    """The blueprint with a requirement that contradicts the others.

    Raises:
        NotApplicable: no total is bounded, so that nothing contradicts.
    """
    study = Study(blueprint)
    for child in contradicted(study, rng):
        if solve_linear_model(ground(child.formulation)).status is TerminationStatus.infeasible:
            return child
    raise NotApplicable("no requirement on a total would contradict the others")


def contradicted(study: Study, rng: Random) -> Iterator[Blueprint]:
    """Blueprints that demand more of a total, or of a list of decisions, than there can be."""
    for _ in range(TRIES if amount_variables(study) else 0):
        group = draw_group(study, rng, amount_variables(study))
        yield from beyond_reach(study, group, rng)
    for row in rows(study, rng, choice_variables(study)):
        most, least = most_used(study, row), least_used(study, row)
        if most < len(row.entries):
            yield counted(study, row, link_row(study, row), (">=", int(most) + 1, rng.choice(AT_LEAST)))
        if least >= 2:
            yield counted(study, row, link_row(study, row), ("<=", int(least) - 1, rng.choice(AT_MOST)))
    for variable in choice_variables(study):
        yield from both_demanded(study, entries(study, variable), rng)


def beyond_reach(study: Study, group: Group, rng: Random) -> Iterator[Blueprint]:
    """A floor above the greatest total, a ceiling below the least."""
    most, least = study.highest(group.columns), study.lowest(group.columns)
    floor = nice_between(1.05 * most, 1.5 * most + 2, rng, group.whole) if most else None
    ceiling = nice_between(0.4 * least, 0.9 * least, rng, group.whole) if least else None
    if floor is not None:
        yield limited(study.blueprint, group, (">=", floor, rng.choice(FLOORS)))
    if ceiling is not None:
        yield limited(study.blueprint, group, ("<=", ceiling, rng.choice(CEILINGS)))


def both_demanded(study: Study, options: list[Entry], rng: Random) -> Iterator[Blueprint]:
    """Blueprints that demand a pair of decisions that exclude each other."""
    for _ in range(TRIES if len(options) > 1 else 0):
        pair = rng.sample(options, 2)
        if round(study.highest([entry.column for entry in pair]) or 0) > 1:
            continue
        data, name = (fresh_name(study.formulation, n) for n in ("demanded", "demanded_both"))
        words = rng.choice(AT_LEAST).format(count=show(data), listing="; ".join(entry.active for entry in pair))
        row = Constraint(
            name=name, expression=f"{pair[0].expression} + {pair[1].expression} >= {data}", meaning="both at once"
        )
        parameter = Parameter(name=data, values=(2.0,), meaning="how many must come about")
        addition = Addition(rule(words, data, name), (parameter,), constraints=(row,))
        yield extend(study.blueprint, addition, "Demanded what excludes each other")


def unbounded(blueprint: Blueprint, rng: Random) -> Blueprint:
    """The blueprint with an offer that improves its objective without end.

    Raises:
        NotApplicable: it is not unbounded even so.
    """
    study, told = Study(blueprint), with_aim(blueprint)
    rate = nice_between(2, max(10.0, 0.1 * abs(study.answer.objective or 0.0)), rng)
    names = [fresh_name(blueprint.formulation, name) for name in ("offer_rate", "offer")]
    maximize = blueprint.formulation.objective.sense is ObjectiveSense.maximize
    words = rng.choice(BY_PRODUCTS).format(
        changes="raises" if maximize else "lowers", aim=aim_words(told), rate=priced(told, names[0])
    )
    addition = Addition(
        passage=rule(words, *names),
        parameters=(Parameter(name=names[0], values=(rate or 5.0,), meaning="gain per unit of the offer"),),
        variables=(Variable(name=names[1], meaning="units taken up of the offer"),),
        objective=with_term(told.formulation.objective, f"{names[0]} * {names[1]}", False, "the gain from the offer"),
    )
    child = extend(told, addition, "Added an offer without limit")
    if solve_linear_model(ground(child.formulation)).status is not TerminationStatus.unbounded:
        raise NotApplicable("the problem has no feasible solution to begin with")
    return child
