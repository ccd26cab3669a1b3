"""Logic between two decisions: not both, at least one, and if one then the other."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter, VariableKind
from tasks.procedural.operators.editing import Addition, extend, fresh_name, measured, rule
from tasks.procedural.operators.groups import Entry, amount_variables, choice_variables, entries
from tasks.procedural.operators.linking import link_entry
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study

NOT_BOTH = (
    "No plan is acceptable in which {first} and, at the same time, {second}.",
    "A plan may provide that {first}, or that {second}, or neither, but never for both together.",
    "There is a conflict to avoid: it must not be that {first} if {second}.",
)
ONE_OF = (
    "The plan has to make sure that {first}, or that {second}, or both.",
    "At least one of the following must be part of the plan: that {first}, or that {second}.",
)
IF_THEN = (
    "One decision depends on another: it is only allowed that {first} if {second} as well.",
    "If {first}, the plan must also provide that {second}.",
)
IF_AMOUNT = (
    "If {first}, then {second} must be at least {least}.",
    "It is only allowed that {first} provided that {second} will be at least {least}.",
)
POSITIVE = 1e-6


def exclude(study: Study, rng: Random) -> Blueprint:
    """Forbid together what the optimum has together."""
    return excluded(study, draw_pair(study, rng, (True, True)), rng)


def excluded(study: Study, pair: tuple[Entry, Entry], rng: Random) -> Blueprint:
    """The blueprint with the rule that of two decisions at most one is taken.

    Raises:
        NotApplicable: both are needed, or a bound can't be derived.
    """
    refuse_needed(study, *pair)
    # One yes/no decision serves both sides: where the first takes place, the second has none.
    first, second = sorted(pair, key=lambda entry: entry.variable.kind is VariableKind.binary)
    name, link = fresh_name(study.formulation, "not_both"), link_entry(study, first)
    tops: tuple[Parameter, ...] = ()
    expression = f"{link.chosen} + {second.expression} <= 1"
    if second.variable.kind is not VariableKind.binary:
        top = fresh_name(study.formulation, f"rest_{second.variable.name}")
        tops = (link_entry(study, second).parameters[0].model_copy(update={"name": top}),)
        expression = f"{second.expression} <= {top} * (1 - {link.chosen})"
    row = Constraint(name=name, expression=expression, meaning="not both at the same time")
    words = rng.choice(NOT_BOTH).format(first=pair[0].active, second=pair[1].active)
    addition = Addition(rule(words, name), (*link.parameters, *tops), link.variables, (*link.constraints, row))
    return extend(study.blueprint, addition, "Added an exclusion")


def refuse_needed(study: Study, first: Entry, second: Entry) -> None:
    """Raise where neither of two entries can be left out."""
    if both_binary(first, second) and (study.lowest([first.column, second.column]) or 0) > 1 + POSITIVE:
        raise NotApplicable("both decisions are forced")
    if all((study.lowest([entry.column]) or 0) > POSITIVE for entry in (first, second)):
        raise NotApplicable("neither activity can be left out")


def both_binary(first: Entry, second: Entry) -> bool:
    """Whether both entries are yes/no decisions."""
    return {first.variable.kind, second.variable.kind} == {VariableKind.binary}


def one_of(study: Study, rng: Random) -> Blueprint:
    """Demand one of two yes/no decisions that the optimum does not take."""
    first, second = draw_pair(study, rng, (False, False), choices_only=True)
    if (study.highest([first.column, second.column]) or 0) < 1 - POSITIVE:
        raise NotApplicable("neither decision can be taken")
    name = fresh_name(study.formulation, "one_of_both")
    row = Constraint(
        name=name, expression=f"{first.expression} + {second.expression} >= 1", meaning="at least one of both"
    )
    words = rng.choice(ONE_OF).format(first=first.active, second=second.active)
    return extend(
        study.blueprint, Addition(rule(words, name), constraints=(row,)), "Added a choice of which one must be taken"
    )


def imply(study: Study, rng: Random) -> Blueprint:
    """Tie to something that the optimum does something else that it does not."""
    return implied(study, draw_pair(study, rng, (True, False)), rng)


def implied(study: Study, pair: tuple[Entry, Entry], rng: Random) -> Blueprint:
    """The blueprint with the rule that the first decision brings the second with it.

    Raises:
        NotApplicable: the second can't be taken, or a bound can't be derived.
    """
    first, second = pair
    if (study.highest([second.column]) or 0) <= POSITIVE:
        raise NotApplicable("the second decision can't be taken at all")
    if both_binary(*pair) and (study.highest([first.column, second.column]) or 0) < 2 - POSITIVE:
        raise NotApplicable("the two decisions exclude each other")
    name = fresh_name(study.formulation, "if_then")
    if second.variable.kind is not VariableKind.binary:
        return extend(study.blueprint, imply_amount(study, rng, pair, name), "Added a condition")
    link = link_entry(study, first)
    words = rng.choice(IF_THEN).format(first=first.active, second=second.active)
    row = Constraint(
        name=name, expression=f"{second.expression} >= {link.chosen}", meaning="the first brings the second"
    )
    addition = Addition(rule(words, name), link.parameters, link.variables, (*link.constraints, row))
    return extend(study.blueprint, addition, "Added a condition")


def imply_amount(study: Study, rng: Random, pair: tuple[Entry, Entry], name: str) -> Addition:
    """If the first takes place, at least a stated amount of the second."""
    first, second = pair
    link = link_entry(study, first)
    top, now = study.highest([second.column]) or 0.0, study.answer.values[second.column]
    whole = second.variable.kind is not VariableKind.continuous
    least = nice_between(now + 0.05 * (top - now), now + 0.6 * (top - now), rng, whole)
    if least is None:
        raise NotApplicable("there is no more to be had of the second activity")
    data = fresh_name(study.formulation, "least_then")
    words = rng.choice(IF_AMOUNT).format(
        first=first.active, second=second.amount, least=measured(data, second.variable.name)
    )
    row = Constraint(
        name=name, expression=f"{second.expression} >= {data} * {link.chosen}", meaning="the first brings the second"
    )
    parameter = Parameter(name=data, values=(least,), meaning="least amount if the first takes place")
    return Addition(rule(words, data, name), (*link.parameters, parameter), link.variables, (*link.constraints, row))


def draw_pair(study: Study, rng: Random, taken: tuple[bool, bool], choices_only: bool = False) -> tuple[Entry, Entry]:
    """Two different entries that the optimum uses, or does not, as asked.

    Raises:
        NotApplicable: there are none.
    """
    variables = choice_variables(study) + ([] if choices_only else amount_variables(study))
    of_each = [[e for e in entries(study, variable) if is_movable(study, e)] for variable in variables]
    rng.shuffle(of_each)
    # Two entries of one variable are better told together; only then any two.
    for options in (*of_each, [entry for some in of_each for entry in some]):
        firsts, seconds = ([e for e in options if (study.answer.values[e.column] > POSITIVE) is flag] for flag in taken)
        first = rng.choice(firsts) if firsts else None
        others = [e for e in seconds if first and e.column != first.column]
        if first and others:
            return first, rng.choice(others)
    raise NotApplicable("the optimum has no such pair of decisions")


def is_movable(study: Study, entry: Entry) -> bool:
    """Whether the entry can be both nothing and something, as far as its own bounds say."""
    column = study.model.columns[entry.column]
    return column.lower <= 0 < column.upper
