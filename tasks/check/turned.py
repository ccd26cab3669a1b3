"""Finds rows that make sense only the other way round, by the model's other rows and whatever the words are.

`x >= 20 + 35 z` where nothing lets `x` beyond 55 demands all there is where the limit of 20 was to be lifted. And
`x - y >= 6` beside `y - x <= 6` leaves the second row nothing to say: both were to hold the difference within 6.
"""

import math
from collections.abc import Iterator

from tasks.algebra.linear_model import LinearModel, Row, is_binary
from tasks.check.finding import Finding
from tasks.check.matching import close

Coefficients = dict[int, float]
Least = tuple[str, Coefficients, float]
"""A row's name, and that its terms are at least a number."""


def turned_against_others(model: LinearModel) -> Finding | None:
    """The first row that was turned."""
    rows = list(one_sided(model))
    name = next((row[0] for row in rows if demands_all(model, row)), None) or next(idle_twins(rows), None)
    if name is None:
        return None
    return Finding("wrong_direction", f"{name} makes sense with the other rows only the other way round; turn it")


def one_sided(model: LinearModel) -> Iterator[Least]:
    """The inequalities, each as one that asks for at least a number."""
    for row in model.rows:
        terms = {position: value for position, value in row.coefficients.items() if value}
        if math.isinf(row.upper) and not math.isinf(row.lower):
            yield row.name, terms, row.lower
        elif math.isinf(row.lower) and not math.isinf(row.upper):
            yield row.name, {position: -value for position, value in terms.items()}, -row.upper


def demands_all(model: LinearModel, row: Least) -> bool:
    """Whether a row asks for something whatever its one switch says, and at one place of it for all there can be."""
    _, terms, least = row
    switches = [position for position in terms if is_binary(model.columns[position])]
    amounts = {position: value for position, value in terms.items() if position not in switches}
    if len(switches) != 1 or not amounts or min(amounts.values()) < 0:
        return False
    places = (least, least - terms[switches[0]])
    if min(places) <= 0:
        return False
    most = sum(value * greatest(model, position) for position, value in amounts.items())
    return not math.isinf(most) and close(max(places), most, 1e-6)


def greatest(model: LinearModel, position: int) -> float:
    """The least upper bound that its own bound, or a single row, gives a column, with the switches at their best."""
    return min([model.columns[position].upper, *(limit_by(model, row, position) for row in model.rows)])


def limit_by(model: LinearModel, row: Row, position: int) -> float:
    """What one row lets a column be; infinite where other amounts may outweigh it."""
    value = row.coefficients.get(position, 0.0)
    others = [(model.columns[at], other) for at, other in row.coefficients.items() if at != position]
    helping = [other for column, other in others if other < 0 and is_binary(column)]
    hindered = all(other >= 0 and column.lower >= 0 for column, other in others if not is_binary(column))
    return (row.upper - sum(helping)) / value if value > 0 and hindered else math.inf


def idle_twins(rows: list[Least]) -> Iterator[str]:
    """Rows that ask for at least `-a` of what another one asks for at least `a` of."""
    asked = {(frozenset(terms.items()), least) for _, terms, least in rows}
    yield from (name for name, terms, least in rows if least > 0 and (frozenset(terms.items()), -least) in asked)
