"""Further terms of the objective: a charge or a credit for each unit of an activity."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Parameter, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.dialects.data import arity, clauses, set_indices
from tasks.procedural.operators.aims import aim_words, in_money, price_pattern, priced, same_unit, with_aim, with_term
from tasks.procedural.operators.editing import Addition, extend, fresh_name, rule
from tasks.procedural.operators.groups import amount_variables, subscripted, whole_group
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study

CHARGES = ("handling costs", "insurance costs", "inspection costs", "administrative costs", "service costs")
CREDITS = ("subsidies", "loyalty bonuses", "sustainability bonuses", "rebates")
PENALTIES = ("penalties", "deductions")
BONUSES = ("bonuses", "credits")
ONE_RATE = (
    "Furthermore, {what} of {rate} for {every} {go} {aim}.",
    "In the final reckoning, {what} {go} {aim} too: they amount to {rate} for {every}.",
    "For {every}, {what} of {rate} {go} {aim}.",
)
MANY_RATES = (
    "Furthermore, {what} {go} {aim}. They depend on the {noun}: {every} counts for {rates}.",
    "In the final reckoning, {what} {go} {aim} too. For {every}, they amount to {rates}.",
)


def add_rate(study: Study, rng: Random) -> Blueprint:
    """Charge (or credit) one rate for every unit of an activity."""
    variable, average = priced_activity(study, rng)
    group = whole_group(study, variable)
    worsens = rng.random() < 0.7 or study.highest(group.columns) is None
    name = fresh_name(study.formulation, f"{variable.name}_{'charge' if worsens else 'credit'}")
    rate = draw_rate(average, rng)
    parameter = Parameter(name=name, values=(rate,), meaning="rate per unit, in the unit of the objective")
    blueprint = with_aim(study.blueprint)
    words = rng.choice(ONE_RATE).replace("{rate}", priced(blueprint, name)).replace("{every}", every(variable))
    return with_rate(blueprint, parameter, (f"{name} * {group.expression}", words, worsens), rng)


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
    if len(set(rates)) == 1:
        raise NotApplicable("the rates would all be the same")
    blueprint = with_aim(study.blueprint)
    words = rng.choice(MANY_RATES).replace("{every}", every(variable))
    words = words.replace("{noun}", f"{{{{ {set_name}.singular }}}}")
    words = words.replace("{rates}", case_by_case(study, variable, (name, place), price_pattern(blueprint)))
    return with_rate(blueprint, parameter, (weighted_sum(study, variable, (name, place)), words, worsens), rng)


def case_by_case(study: Study, variable: Variable, weight: tuple[str, int], pattern: str) -> str:
    """Template that lists a parameter over one of a variable's sets: `3 hours in the case of the desk`."""
    name, place = weight
    slot = sum(arity(study.formulation, set_name) for set_name in variable.sets[:place])
    return f'{{{{ each({name}, {pattern} ~ " in the case of " ~ named("{variable.name}", {slot})) }}}}'


def every(variable: Variable) -> str:
    """Template of one unit of an activity."""
    return f'{{{{ every("{variable.name}") }}}}'


def with_rate(blueprint: Blueprint, rates: Parameter, term: tuple[str, str, bool], rng: Random) -> Blueprint:
    """The blueprint with a term, given as expression, words and whether it worsens the objective."""
    expression, words, worsens = term
    objective = blueprint.formulation.objective
    what = rng.choice(names_for(blueprint, worsens))
    comes_off = worsens is (objective.sense is ObjectiveSense.maximize)
    go = "come off" if comes_off else "are added to"
    words = words.replace("{what}", what).replace("{go}", go).replace("{aim}", aim_words(blueprint))
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
    for variable in priceable(study):
        total = study.total(whole_group(study, variable).columns)
        if total > 1e-6 and study.answer.objective:
            used.append((variable, abs(study.answer.objective) / total))
    if not used:
        raise NotApplicable("the optimum uses no activity that could be charged")
    return rng.choice(used)


def priceable(study: Study) -> list[Variable]:
    """Activities for which a rate in the unit of the aim makes sense."""
    blueprint = with_aim(study.blueprint)
    return [v for v in amount_variables(study) if not same_unit(blueprint, v.name)]


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
