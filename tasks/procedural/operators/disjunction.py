"""Either one total stays small or another does; either one is large or another is."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter
from tasks.procedural.operators.editing import Addition, extend, fresh_name, measured, rule
from tasks.procedural.operators.groups import Entry, amount_variables, entries
from tasks.procedural.operators.linking import bound_at, new_indicator
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study

SMALL = (
    "Either {first} must not exceed {low}, or {second} must not exceed {high}, or both.",
    "At least one of these limits has to be kept: {first} must be at most {low}, or {second} must be at most {high}.",
    (
        "A compromise was struck: {first} must be {low} or less, or else {second} must be {high} or less; "
        "nobody minds if both are."
    ),
)
LARGE = (
    "Either {first} must be at least {low}, or {second} must be at least {high}, or both.",
    (
        "At least one of these promises has to be kept: {first} must be at least {low}, or {second} must be at least "
        "{high}."
    ),
    (
        "Partners leave a choice, and would not mind having both: {first} must be {low} or more, or "
        "{second} must be {high} or more."
    ),
)
POSITIVE = 1e-6


def either_small(study: Study, rng: Random) -> Blueprint:
    """Keep one of two activities below what the optimum has, whichever is cheaper, by a tight Big-M."""
    first, second = draw_two(study, rng, used=True)
    limits = [below(study, entry, rng) for entry in (first, second)]
    formulation = study.formulation
    names = [fresh_name(formulation, name) for name in ("first_limit", "second_limit")]
    rooms = [
        room(study, entry, name, position)
        for position, (entry, name) in enumerate(zip((first, second), names, strict=True))
    ]
    flag = new_indicator(formulation, "second", ()).model_copy(
        update={"name": fresh_name(formulation, "keep_second"), "meaning": "1 if the second limit is kept, else 0"}
    )
    rows = (
        Constraint(
            name=fresh_name(formulation, "first_kept"),
            expression=f"{first.expression} <= {names[0]} + {rooms[0].name} * {flag.name}",
            meaning="the first limit, unless the second is kept",
        ),
        Constraint(
            name=fresh_name(formulation, "second_kept"),
            expression=f"{second.expression} <= {names[1]} + {rooms[1].name} * (1 - {flag.name})",
            meaning="the second limit, where it is kept",
        ),
    )
    parameters = (*stated(names, limits), *rooms)
    words = told(rng.choice(SMALL), (first, second), names)
    addition = Addition(rule(words, *names, rows[0].name, rows[1].name), parameters, (flag,), rows)
    return extend(study.blueprint, addition, "Added an either-or of two limits")


def either_large(study: Study, rng: Random) -> Blueprint:
    """Raise one of two activities above what the optimum has, whichever is cheaper."""
    first, second = draw_two(study, rng, used=False)
    limits = [above(study, entry, rng) for entry in (first, second)]
    formulation = study.formulation
    names = [fresh_name(formulation, name) for name in ("first_promise", "second_promise")]
    flag = new_indicator(formulation, "first", ()).model_copy(
        update={"name": fresh_name(formulation, "keep_first"), "meaning": "1 if the first promise is kept, else 0"}
    )
    rows = (
        Constraint(
            name=fresh_name(formulation, "first_kept"),
            expression=f"{first.expression} >= {names[0]} * {flag.name}",
            meaning="the first promise, where it is kept",
        ),
        Constraint(
            name=fresh_name(formulation, "second_kept"),
            expression=f"{second.expression} >= {names[1]} * (1 - {flag.name})",
            meaning="the second promise, unless the first is kept",
        ),
    )
    words = told(rng.choice(LARGE), (first, second), names)
    addition = Addition(rule(words, *names, rows[0].name, rows[1].name), stated(names, limits), (flag,), rows)
    return extend(study.blueprint, addition, "Added an either-or of two promises")


def told(words: str, pair: tuple[Entry, Entry], names: list[str]) -> str:
    """The words with both activities and their limits."""
    low, high = (measured(name, entry.variable.name) for name, entry in zip(names, pair, strict=True))
    return words.format(first=pair[0].amount, second=pair[1].amount, low=low, high=high)


def draw_two(study: Study, rng: Random, used: bool) -> tuple[Entry, Entry]:
    """Two activities, with something in the optimum where that is asked.

    Raises:
        NotApplicable: there are fewer.
    """
    options = [e for variable in amount_variables(study) for e in entries(study, variable)]
    options = [e for e in options if not used or study.answer.values[e.column] > POSITIVE]
    if len(options) < 2:
        raise NotApplicable("there are no two activities to choose between")
    first, second = rng.sample(options, 2)
    return first, second


def below(study: Study, entry: Entry, rng: Random) -> float:
    """A limit that the optimum breaks."""
    now, least = study.answer.values[entry.column], study.lowest([entry.column]) or 0.0
    limit = nice_between(max(least + 0.2 * (now - least), 0), now - 0.05 * (now - least), rng, entry.group().whole)
    if limit is None:
        raise NotApplicable("an activity can't be lowered by a stated limit")
    return limit


def above(study: Study, entry: Entry, rng: Random) -> float:
    """A promise that the optimum breaks."""
    now, most = study.answer.values[entry.column], study.highest([entry.column]) or 0.0
    limit = nice_between(now + 0.05 * (most - now), now + 0.6 * (most - now), rng, entry.group().whole)
    if limit is None:
        raise NotApplicable("an activity can't be raised to a stated promise")
    return limit


def room(study: Study, entry: Entry, limit: str, position: int) -> Parameter:
    """The derived distance between a limit and what the other constraints allow: the tight Big-M."""
    derivation, value = bound_at(study, entry)
    name = fresh_name(study.formulation, ("first_room", "second_room")[position])
    return Parameter(name=name, values=(value,), meaning="room above the limit", derivation=f"{derivation} - {limit}")


def stated(names: list[str], limits: list[float]) -> tuple[Parameter, ...]:
    """Two stated limits."""
    meanings = ("first of the two limits", "second of the two limits")
    return tuple(
        Parameter(name=name, values=(limit,), meaning=meaning)
        for name, limit, meaning in zip(names, limits, meanings, strict=True)
    )
