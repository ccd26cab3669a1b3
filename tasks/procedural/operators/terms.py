"""Further terms of the objective: a charge or a credit for each unit of an activity."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.dialects.data import arity, clauses, set_indices
from tasks.procedural.operators.aims import aim_unit, aim_words, in_money, with_aim, with_term
from tasks.procedural.operators.editing import Addition, extend, fresh_name, rule, show
from tasks.procedural.operators.groups import amount_variables, call, subscripted, whole_group
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study

CHARGES = ("handling costs", "insurance costs", "inspection costs", "administrative costs", "energy costs")
CREDITS = ("subsidies", "loyalty bonuses", "sustainability bonuses", "rebates")
PENALTIES = ("penalties", "deductions for wear", "safety allowances")
BONUSES = ("bonuses", "credits")
DEDUCTED = (
    "From {aim}, {what} must be deducted: {amount}.",
    "Before plans are compared, {what} are subtracted from {aim}. They come to the following: {amount}.",
    "{what} also count and come off {aim}. They are {amount}.",
)
ADDED = (
    "To {aim}, {what} must be added: {amount}.",
    "Before plans are compared, {what} are added to {aim}. They come to the following: {amount}.",
    "{what} also count and are added to {aim}. They are {amount}.",
)


def add_rate(study: Study, rng: Random) -> Blueprint:
    """Charge (or credit) one rate for every unit of an activity."""
    variable, average = priced_activity(study, rng)
    group = whole_group(study, variable)
    worsens = rng.random() < 0.7 or study.highest(group.columns) is None
    name = fresh_name(study.formulation, f"{variable.name}_{'charge' if worsens else 'credit'}")
    rate = draw_rate(average, rng)
    parameter = Parameter(name=name, values=(rate,), meaning="rate per unit, in the unit of the objective")
    amount = f"{show(name)} {aim_unit()} times {group.words}"
    return with_rate(study, parameter, (f"{name} * {group.expression}", amount, worsens), rng)


def add_rates(study: Study, rng: Random) -> Blueprint:
    """Charge (or credit) a rate for every unit of an activity that differs from member to member."""
    variable, average = priced_activity(study, rng)
    place = labelled_place(study, variable, rng)
    group = whole_group(study, variable)
    worsens = rng.random() < 0.7 or study.highest(group.columns) is None
    set_name = variable.sets[place]
    name = fresh_name(study.formulation, f"{variable.name}_{'charge' if worsens else 'credit'}")
    rates = tuple(draw_rate(average, rng) for _ in study.formulation.index_set(set_name).members)
    parameter = Parameter(
        name=name, sets=(set_name,), values=rates, meaning="rate per unit, in the unit of the objective"
    )
    amount = (
        f"{call('general', variable, [])}, multiplied by a rate in {aim_unit()} "
        f"that is {{{{ each({name}, '{{value}} for {{0}}') }}}}"
    )
    return with_rate(study, parameter, (weighted_sum(study, variable, (name, place)), amount, worsens), rng)


def with_rate(study: Study, rates: Parameter, term: tuple[str, str, bool], rng: Random) -> Blueprint:
    """The blueprint with a term, given as expression, words and whether it worsens the objective."""
    expression, amount, worsens = term
    blueprint = with_aim(study.blueprint)
    objective = blueprint.formulation.objective
    what = rng.choice(names_for(blueprint, worsens))
    comes_off = worsens is (objective.sense is ObjectiveSense.maximize)
    words = rng.choice(DEDUCTED if comes_off else ADDED).format(aim=aim_words(blueprint), what=what, amount=amount)
    addition = Addition(
        passage=rule(words, rates.name),
        parameters=(rates,),
        objective=with_term(objective, expression, worsens, what),
    )
    return extend(blueprint, addition, "Added a term to the objective")


def names_for(blueprint: Blueprint, worsens: bool) -> tuple[str, ...]:
    """What a term may be called: costs and subsidies where the aim is money, else penalties and bonuses."""
    if in_money(blueprint):
        return CHARGES if worsens else CREDITS
    return PENALTIES if worsens else BONUSES


def priced_activity(study: Study, rng: Random) -> tuple[Variable, float]:
    """An activity that the optimum uses, and the objective's value per unit of it.

    Raises:
        NotApplicable: the optimum uses no activity, or is worth nothing.
    """
    used: list[tuple[Variable, float]] = []
    for variable in amount_variables(study):
        total = study.total(whole_group(study, variable).columns)
        if total > 1e-6 and study.answer.objective:
            used.append((variable, abs(study.answer.objective) / total))
    if not used:
        raise NotApplicable("the optimum uses no activity that could be charged")
    return rng.choice(used)


def labelled_place(study: Study, variable: Variable, rng: Random) -> int:
    """One of the variable's sets whose members are few labels."""
    places = [
        place
        for place, name in enumerate(variable.sets)
        if 2 <= len(members := study.formulation.index_set(name).members) <= 8
        and all(isinstance(m, str) for m in members)
    ]
    if not places:
        raise NotApplicable(f"{variable.name} runs over no short list of labels")
    return rng.choice(places)


def draw_rate(average: float, rng: Random) -> float:
    """A short number that is a small part of the objective's value per unit."""
    rate = nice_between(0.04 * average, 0.3 * average, rng)
    if rate is None:
        raise NotApplicable("the objective is too small for a stated rate")
    return 2.0 if rate == 1 else rate


def weighted_sum(study: Study, variable: Variable, weight: tuple[str, int]) -> str:
    """`sum(rate[i] * ship[i, j] for i in DEPOTS for j in SHOPS)` for a weight over one of the variable's sets."""
    name, place = weight
    formulation = study.formulation
    indices = set_indices(formulation, variable.sets)
    start = sum(arity(formulation, set_name) for set_name in variable.sets[:place])
    return f"sum({name}[{indices[start]}] * {subscripted(variable, indices)} {clauses(formulation, variable.sets)})"
