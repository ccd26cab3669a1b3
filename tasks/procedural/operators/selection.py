"""At most, or at least, so many of a list may come about."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter, Variable, VariableKind
from tasks.procedural.operators.editing import Addition, extend, fresh_name, measured, rule, spelled
from tasks.procedural.operators.groups import Row, amount_variables, choice_variables, draw_row
from tasks.procedural.operators.linking import Link, link_row, new_indicator
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.study import Study

AT_MOST = (
    "At most {count} of the following may be part of the plan: {listing}.",
    "To keep things simple, no more than {count} of these may come about: {listing}.",
    "Of the following possibilities, a plan may combine no more than {count}: {listing}.",
)
AT_LEAST = (
    "At least {count} of the following must be part of the plan: {listing}.",
    "It was agreed that {count} or more of these must come about: {listing}.",
    "Of the following possibilities, a plan has to include {count} or more: {listing}.",
)
ENOUGH = (
    "For at least {count} {nouns}, {such} must be {least} or more.",
    "Some balance is wanted: for {count} {nouns} or more, {such} must reach at least {least}.",
)
ENOUGH_LISTED = ("At least {count} of the following must be {least} or more: {listing}.",)
POSITIVE = 1e-6
TRIES = 6


def at_most(study: Study, rng: Random) -> Blueprint:
    """Allow fewer of a list than the optimum uses."""
    for row in rows(study, rng, [*choice_variables(study), *amount_variables(study)]):
        used = used_in(study, row)
        if used >= 2 and one_to_spare(study, row):
            return counted(study, row, link_row(study, row), ("<=", used - 1, rng.choice(AT_MOST)))
    raise NotApplicable("no list of which the optimum uses more than it must")


def one_to_spare(study: Study, row: Row) -> bool:
    """Whether some plan does with one fewer of what the optimum uses, and with nothing that it does not use."""
    columns = [entry.column for entry in row.entries]
    unused = [column for column in columns if study.answer.values[column] <= POSITIVE]
    used = [column for column in columns if column not in unused]
    if row.variable.kind is VariableKind.binary:
        return least_used(study, row) < len(used)
    return any((study.lowest([column, *unused]) or 0.0) <= POSITIVE for column in used)


def at_least(study: Study, rng: Random) -> Blueprint:
    """Demand more of a list of yes/no decisions than the optimum takes."""
    for row in rows(study, rng, choice_variables(study)):
        used = used_in(study, row)
        if used < len(row.entries) and most_used(study, row) > used:
            return counted(study, row, link_row(study, row), (">=", used + 1, rng.choice(AT_LEAST)))
    raise NotApplicable("no list of which more could be chosen than the optimum chooses")


def enough(study: Study, rng: Random) -> Blueprint:
    """Demand that more members of a list than in the optimum reach a stated amount."""
    for row in rows(study, rng, amount_variables(study)):
        used = used_in(study, row)
        least = reachable_amount(study, row, rng)
        if 1 <= used < len(row.entries) and least is not None:
            return with_least(study, row, (used + 1, least), rng)
    raise NotApplicable("no list of which more could take part than in the optimum")


def rows(study: Study, rng: Random, variables: list[Variable]) -> list[Row]:
    """A few rows at random, none where no variable has any."""
    found: list[Row] = []
    for _ in range(TRIES if variables else 0):
        try:
            found.append(draw_row(study, rng, rng.choice(variables)))
        except NotApplicable:
            continue
    return found


def used_in(study: Study, row: Row) -> int:
    """How many of a row the optimum uses."""
    return sum(study.answer.values[entry.column] > POSITIVE for entry in row.entries)


def least_used(study: Study, row: Row) -> float:
    """How many of a row of yes/no decisions must be taken."""
    least = study.lowest([entry.column for entry in row.entries])
    return len(row.entries) if least is None else round(least)


def most_used(study: Study, row: Row) -> float:
    """How many of a row of yes/no decisions can be taken."""
    most = study.highest([entry.column for entry in row.entries])
    return 0 if most is None else round(most)


def reachable_amount(study: Study, row: Row, rng: Random) -> float | None:
    """A short amount that each member of the row could reach, if all else made way for it."""
    tops = [study.highest([entry.column]) for entry in row.entries]
    reach = min((top for top in tops if top is not None), default=0.0)
    whole = row.variable.kind is not VariableKind.continuous
    return nice_between(0.05 * reach, 0.4 * reach, rng, whole)


def counted(study: Study, row: Row, link: Link, bound: tuple[str, int, str]) -> Blueprint:
    """The blueprint with a stated number of how many of a row may, or must, come about."""
    sign, count, words = bound
    at_most = sign == "<="
    data = fresh_name(study.formulation, "most_chosen" if at_most else "least_chosen")
    name = fresh_name(study.formulation, f"{data}_limit")
    meaning = "most of them that may come about" if at_most else "least of them that must come about"
    total = Constraint(name=name, expression=f"sum({link.chosen} {row.clause}) {sign} {data}", meaning=meaning)
    addition = Addition(
        passage=rule(words.format(count=spelled(data), listing=row.listing("active")), data, name),
        parameters=(*link.parameters, Parameter(name=data, values=(float(count),), meaning=meaning)),
        variables=link.variables,
        constraints=(*link.constraints, total),
    )
    return extend(
        study.blueprint,
        addition,
        "Added a limit on how many may be chosen" if at_most else "Added how many must be chosen",
    )


def with_least(study: Study, row: Row, numbers: tuple[int, float], rng: Random) -> Blueprint:
    """The blueprint with the demand that so many of a row reach so much."""
    formulation = study.formulation
    indicator = new_indicator(formulation, row.variable.name, (row.set_name,))
    count, least = (fresh_name(formulation, name) for name in ("least_chosen", "least_amount"))
    chosen = f"{indicator.name}[{row.index}]"
    reach, total = (fresh_name(formulation, name) for name in (f"reach_{row.variable.name}", "least_chosen_limit"))
    words = rng.choice(ENOUGH if row.single else ENOUGH_LISTED).format(
        count=spelled(count),
        least=measured(least, row.variable.name),
        listing=row.listing("amount"),
        nouns=row.noun(plural=True),
        such=row.such,
    )
    addition = Addition(
        passage=rule(words, count, least, reach, total),
        parameters=(
            Parameter(name=count, values=(float(numbers[0]),), meaning="how many must reach the least amount"),
            Parameter(name=least, values=(numbers[1],), meaning="amount that counts as reached"),
        ),
        variables=(indicator,),
        constraints=(
            Constraint(
                name=reach,
                expression=f"{row.expression} >= {least} * {chosen}",
                forall=row.clause,
                meaning="what counts reaches the least amount",
            ),
            Constraint(name=total, expression=f"sum({chosen} {row.clause}) >= {count}", meaning="enough of them count"),
        ),
    )
    return extend(study.blueprint, addition, "Added how many must reach an amount")
