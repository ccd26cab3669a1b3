"""Fixed charges: a sum that falls due as soon as something takes place, however much of it."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Parameter, Variable, VariableKind
from schemas.solve import ObjectiveSense
from tasks.procedural.operators.aims import aim_words, in_money, price_pattern, priced, with_aim, with_term
from tasks.procedural.operators.editing import Addition, extend, fresh_name, rule
from tasks.procedural.operators.groups import Row, amount_variables, choice_variables, entries
from tasks.procedural.operators.linking import link_entry, link_row
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.selection import POSITIVE, rows, used_in
from tasks.procedural.operators.study import Study

LISTED = (
    "There are further {charges}, each of them due once: {cases}. They {go} {aim}.",
    "Some decisions carry a fixed {charge} of their own, namely {cases}. These {charges} {go} {aim}.",
    "One-off {charges} {go} {aim}: {cases}.",
)
SINGLE = (
    "If {case}, a single extra {charge} of {fee} falls due, which {goes} {aim}.",
    "There is an extra fixed {charge} of {fee} if {case}; it {goes} {aim}.",
    "A fixed {charge} of {fee} {goes} {aim} if {case}.",
)
ANY_AMOUNT = " The amount makes no difference."


def charge_each(study: Study, rng: Random) -> Blueprint:
    """Charge each member of a list that takes place a sum of its own."""
    for row in rows(study, rng, [*amount_variables(study), *choice_variables(study)]):
        if used_in(study, row):
            return with_charges(study, row, rng)
    raise NotApplicable("the optimum uses no list of decisions")


def charge_one(study: Study, rng: Random) -> Blueprint:
    """Charge one decision that the optimum takes."""
    variables = [*amount_variables(study), *choice_variables(study)]
    options = [e for v in variables for e in entries(study, v) if study.answer.values[e.column] > POSITIVE]
    if not options:
        raise NotApplicable("the optimum takes no decision that could be charged")
    entry = rng.choice(options)
    link = link_entry(study, entry)
    name = fresh_name(study.formulation, "extra_charge")
    fee = draw_fee(study, len(options), rng)
    blueprint = with_aim(study.blueprint)
    words = rng.choice(SINGLE).format(case=entry.active, fee=priced(blueprint, name), **ending(blueprint))
    words += flat(entry.variable)
    parameter = Parameter(name=name, values=(fee,), meaning="charge that falls due once, in the unit of the objective")
    addition = Addition(
        passage=rule(words, name, *(c.name for c in link.constraints)),
        parameters=(*link.parameters, parameter),
        variables=link.variables,
        constraints=link.constraints,
        objective=with_term(blueprint.formulation.objective, f"{name} * {link.chosen}", True, "an extra charge"),
    )
    return extend(blueprint, addition, "Added a fixed charge to the objective")


def with_charges(study: Study, row: Row, rng: Random) -> Blueprint:
    """The blueprint with a charge for each member of a row that takes place."""
    link = link_row(study, row)
    name = fresh_name(study.formulation, f"charge_{row.variable.name}")
    fees = tuple(draw_fee(study, used_in(study, row), rng) for _ in row.entries)
    blueprint = with_aim(study.blueprint)
    cases = f'{{{{ each({name}, {price_pattern(blueprint)} ~ " if " ~ {row.pattern("active")}) }}}}'
    words = rng.choice(LISTED).format(cases=cases, **ending(blueprint)) + flat(row.variable)
    parameter = Parameter(
        name=name, sets=(row.set_name,), values=fees, meaning="charge that falls due once, in the unit of the objective"
    )
    total = f"sum({name}[{row.index}] * {link.chosen} {row.clause})"
    addition = Addition(
        passage=rule(words, name, *(c.name for c in link.constraints)),
        parameters=(*link.parameters, parameter),
        variables=link.variables,
        constraints=link.constraints,
        objective=with_term(blueprint.formulation.objective, total, True, "the fixed charges"),
    )
    return extend(blueprint, addition, "Added fixed charges to the objective")


def ending(blueprint: Blueprint) -> dict[str, str]:
    """How the sentence says what a charge does to the aim."""
    maximize = blueprint.formulation.objective.sense is ObjectiveSense.maximize
    goes, go = ("comes off", "come off") if maximize else ("is added to", "are added to")
    charge, charges = ("charge", "charges") if in_money(blueprint) else ("penalty", "penalties")
    return {"aim": aim_words(blueprint), "goes": goes, "go": go, "charge": charge, "charges": charges}


def flat(variable: Variable) -> str:
    """A sentence that the charge does not grow with the amount, where there is an amount."""
    return "" if variable.kind is VariableKind.binary else ANY_AMOUNT


def draw_fee(study: Study, used: int, rng: Random) -> float:
    """A short number that is a noticeable part of the optimum, shared among what it uses.

    Raises:
        NotApplicable: the optimum is worth too little.
    """
    value = abs(study.answer.objective or 0.0) / max(used, 1)
    # A penalty of 0.05 bars would not be said; a charge of $0.50 is.
    fee = nice_between(0.05 * value, 0.35 * value, rng, whole=not in_money(with_aim(study.blueprint)))
    if fee is None or fee == 1:
        raise NotApplicable("the objective is too small for a stated charge")
    return fee
