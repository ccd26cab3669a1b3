"""Balance between activities: two that may not differ by much, none with too large a share, one with enough of it."""

from random import Random

from schemas.blueprint import Blueprint
from schemas.formulation import Constraint, Parameter
from schemas.solve import ObjectiveSense
from tasks.algebra.expression import rename_expression, rename_forall
from tasks.procedural.operators.editing import Addition, extend, fresh_name, measured, rule, show
from tasks.procedural.operators.groups import Entry, Row, amount_variables, measured_variables
from tasks.procedural.operators.move import NotApplicable
from tasks.procedural.operators.rounding import nice_between
from tasks.procedural.operators.selection import POSITIVE, rows
from tasks.procedural.operators.study import Study

DIFFERENCE = (
    "{first} and {second} may differ by at most {most}, in either direction.",
    "To keep things balanced, the difference between {first} and {second} must not be greater than {most}.",
    "The gap between {first} and {second}, whichever is larger, can be at most {most}.",
)
LARGEST_SHARE = (
    "No single {noun} may account for more than {share} of {total}.",
    "To spread the risk, no {noun} on its own can make up more than {share} of {total}.",
    "Of {total}, each {noun} may take a share of {share} at the most.",
)
LEAST_SHARE = (
    "It has been settled that {first} must make up at least {share} of {total}.",
    "Measured against {total}, {first} must reach a share of {share} or more.",
)


def difference(study: Study, rng: Random) -> Blueprint:
    """Bring two activities closer together than any optimum has them."""
    for row in rows(study, rng, [*amount_variables(study), *measured_variables(study)]):
        first, second = rng.sample(row.entries, 2)
        gap = abs(study.answer.values[first.column] - study.answer.values[second.column])
        most = nice_between(0.25 * gap, 0.9 * gap, rng, first.group().whole) if gap > 1e-6 else None
        child = within(study, (first, second), most, rng) if most is not None else None
        if child and study.is_changed_by(child.formulation):
            return child
    raise NotApplicable("no two activities of a list are far apart in every optimum")


def within(study: Study, pair: tuple[Entry, Entry], most: float, rng: Random) -> Blueprint:
    """The blueprint with a limit on an absolute difference, as two rows."""
    first, second = pair
    data = fresh_name(study.formulation, "most_difference")
    names = [fresh_name(study.formulation, f"{data}_{way}") for way in ("up", "down")]
    constraints = (
        Constraint(
            name=names[0],
            expression=f"{first.expression} - {second.expression} <= {data}",
            meaning="the first is not far above the second",
        ),
        Constraint(
            name=names[1],
            expression=f"{second.expression} - {first.expression} <= {data}",
            meaning="the second is not far above the first",
        ),
    )
    words = rng.choice(DIFFERENCE).format(
        first=first.amount, second=second.amount, most=measured(data, first.variable.name)
    )
    parameter = Parameter(name=data, values=(most,), meaning="greatest difference allowed")
    addition = Addition(rule(words, data, *names), (parameter,), constraints=constraints)
    return extend(study.blueprint, addition, "Added a limit on a difference")


def largest_share(study: Study, rng: Random) -> Blueprint:
    """Allow no member of a list as large a share as one has in the optimum."""
    for row in rows(study, rng, amount_variables(study)):
        shares = shares_in(study, row)
        even = 1 / len(row.entries)
        share = nice_between(even + 0.3 * (max(shares) - even), 0.97 * max(shares), rng) if shares else None
        if share is not None and even < share < 1:
            return shared(study, row, ("<=", share, rng.choice(LARGEST_SHARE)))
    raise NotApplicable("no list is uneven in the optimum")


def least_share(study: Study, rng: Random) -> Blueprint:
    """Demand a greater share for the first member of a list than the optimum gives."""
    for row in rows(study, rng, amount_variables(study)):
        shares = shares_in(study, row)
        share = nice_between(shares[0] + 0.05, min(0.6, shares[0] + 0.3), rng) if shares else None
        if share is not None and attainable(study, row, share):
            return shared(study, row, (">=", share, rng.choice(LEAST_SHARE)))
    raise NotApplicable("no list in which the first member could take a greater share")


def attainable(study: Study, row: Row, share: float) -> bool:
    """Whether the first member of a row can have that share of a total that is not zero."""
    weights = {entry.column: -share for entry in row.entries}
    weights[row.entries[0].column] = 1 - share
    most = study.reach(weights, ObjectiveSense.maximize)
    return most is not None and most > POSITIVE


def shares_in(study: Study, row: Row) -> list[float]:
    """Each member's share of the row's total in the optimum; empty where the total is zero."""
    amounts = [study.answer.values[entry.column] for entry in row.entries]
    return [amount / sum(amounts) for amount in amounts] if sum(amounts) > 1e-6 else []


def told(row: Row) -> dict[str, str]:
    """How the words call a row's members, their sum and its first member's amount."""
    return {"noun": row.noun(), "total": row.total, "first": row.entries[0].amount}


def shared(study: Study, row: Row, bound: tuple[str, float, str]) -> Blueprint:
    """The blueprint with a limit on shares of a row's total, for each member or (from below) for its first."""
    sign, share, words = bound
    data = fresh_name(study.formulation, "largest_share" if sign == "<=" else "least_share")
    name = fresh_name(study.formulation, f"{data}_limit")
    each = sign == "<="
    left = row.expression if each else row.entries[0].expression
    constraint = Constraint(
        name=name,
        expression=f"{left} {sign} {data} * {total_over(study, row)}",
        forall=row.clause if each else "",
        meaning="share of the total",
    )
    passage = rule(words.format(share=show(data, percent=True), **told(row)), data, name)
    parameter = Parameter(name=data, values=(share,), meaning="share of the total")
    addition = Addition(passage, (parameter,), constraints=(constraint,))
    return extend(study.blueprint, addition, "Added a limit on a share")


def total_over(study: Study, row: Row) -> str:
    """The sum of a row, over other index names than the row's own."""
    own = row.index.split(", ")
    free = (name for name in "klmnopq" if name not in (*own, *study.formulation.names()))
    names = {index: next(free) for index in own}
    return f"sum({rename_expression(row.expression, names)} {rename_forall(row.clause, names)})"
