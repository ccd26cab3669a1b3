"""How a problem speaks of what it optimizes: the phrase `objective`, kept beside those of the variables."""

from schemas.blueprint import Blueprint, VariablePhrases
from schemas.formulation import Objective
from schemas.solve import ObjectiveSense

AIM = "objective"
"""Key of the phrase; what is aimed at stands in `amount`, what it is counted in stands in `unit`."""

COMBINED = "combined"
"""Key of the phrase for the result of a combined problem."""

MONEY = ("dollar", "euro", "franc", "pound", "cent", "$", "€", "£")


def aim_phrases(meaning: str) -> VariablePhrases:
    """`the total profit`, counted in `dollars`, for the meaning `total profit, in dollars`."""
    name, _, unit = meaning.partition(", in ")
    name = name.split(", ")[0].strip() or "result"
    article = "" if name.lower().startswith(("the ", "a ")) else "the "
    return VariablePhrases(amount=article + name, unit=unit.split(", ")[0].strip() or unit_within(name))


def unit_within(name: str) -> str:
    """The first plural in a name that tells no unit: `total hours`, `crew days spent on repairs`; else points."""
    plurals = (word for word in name.split() if word.endswith("s") and not word.endswith(("ss", "'s")))
    return next(plurals, "points")


def with_aim(blueprint: Blueprint) -> Blueprint:
    """The blueprint with a phrase for what it aims at."""
    if AIM in blueprint.phrases:
        return blueprint
    phrases = {**blueprint.phrases, AIM: aim_phrases(blueprint.formulation.objective.meaning)}
    return blueprint.model_copy(update={"phrases": phrases})


def aim_key(blueprint: Blueprint) -> str:
    """Key of the phrase for what is optimized as a whole."""
    return COMBINED if COMBINED in blueprint.phrases else AIM


def in_money(blueprint: Blueprint) -> bool:
    """Whether the aim is counted in money, so that charges are costs and not penalties."""
    return any(money in blueprint.phrases[aim_key(blueprint)].unit.lower() for money in MONEY)


def aim_words(blueprint: Blueprint) -> str:
    """Template of what is optimized as a whole."""
    return f'{{{{ amount("{aim_key(blueprint)}") }}}}'


def priced(blueprint: Blueprint, name: str) -> str:
    """Template that prints a scalar parameter in the unit that the aim is counted in: `$40`."""
    return f'{{{{ priced({name}, "{aim_key(blueprint)}") }}}}'


def price_pattern(blueprint: Blueprint) -> str:
    """Template expression of a pattern for numbers in the aim's unit: `${value}`."""
    return f'price_pattern("{aim_key(blueprint)}")'


def same_unit(blueprint: Blueprint, variable: str) -> bool:
    """Whether an activity is counted in what the aim is counted in, so that a rate would change it into itself."""
    return blueprint.phrases[variable].unit == blueprint.phrases[aim_key(blueprint)].unit


def with_term(objective: Objective, term: str, worsens: bool, what: str) -> Objective:
    """The objective with one more term that makes it worse (a charge) or better (a bonus).

    Args:
        objective: the objective so far.
        term: an expression that is never negative.
        worsens: whether more of it is bad.
        what: the term in a word or two, for the meaning.
    """
    maximize = objective.sense is ObjectiveSense.maximize
    added = worsens is not maximize
    changes = {
        "expression": f"{objective.expression} {'+' if added else '-'} {term}",
        "meaning": f"{objective.meaning}, {'plus' if added else 'less'} {what}",
    }
    return objective.model_copy(update=changes)
