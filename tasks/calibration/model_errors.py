"""Errors in the model that somebody's program builds: what it would hold, had its writer slipped.

They need no formulation and no blueprint, so that they can be planted in programs of users, whose words stay as they
are. Each is real: the canonical model changes.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Final

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, Row, canonical_hash

MISTAKES: Final = (10.0, 0.1, 2.0, 0.5)
UNITS: Final = (60.0, 1000.0, 0.01)
Error = Callable[[LinearModel, Random], Iterator[LinearModel]]


def plant_in_model(kind: str, model: LinearModel, rng: Random) -> LinearModel | None:
    """The model with an error of a kind; None where it offers no place for it."""
    right = canonical_hash(model)
    return next((wrong for wrong in MODEL_ERRORS[kind](model, rng) if canonical_hash(wrong) != right), None)


def flipped_sense(model: LinearModel, _rng: Random) -> Iterator[LinearModel]:
    """Maximize for minimize and the other way round."""
    maximizes = model.sense is ObjectiveSense.maximize
    yield replace(model, sense=ObjectiveSense.minimize if maximizes else ObjectiveSense.maximize)


def dropped_constraint(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """A row is left out."""
    for at in rng.sample(range(len(model.rows)), len(model.rows)):
        yield replace(model, rows=model.rows[:at] + model.rows[at + 1 :])


def wrong_coefficient(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """A coefficient of a row is off by a factor."""
    for at in rng.sample(range(len(model.rows)), len(model.rows)):
        row = model.rows[at]
        places = [place for place, value in row.coefficients.items() if abs(value) not in (0.0, 1.0)]
        if places:
            place = rng.choice(places)
            new = {**row.coefficients, place: row.coefficients[place] * rng.choice(MISTAKES)}
            yield with_row(model, at, replace(row, coefficients=new))


def wrong_right_side(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """A limit is off by a factor."""
    for at in rng.sample(range(len(model.rows)), len(model.rows)):
        yield with_row(model, at, scaled_sides(model.rows[at], rng.choice(MISTAKES)))


def unit_slip(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """A limit is in another unit than its row."""
    for at in rng.sample(range(len(model.rows)), len(model.rows)):
        yield with_row(model, at, scaled_sides(model.rows[at], rng.choice(UNITS)))


def wrong_cost(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """A coefficient of the objective is off by a factor."""
    for at in rng.sample(range(len(model.columns)), len(model.columns)):
        yield with_column(model, at, replace(model.columns[at], cost=model.columns[at].cost * rng.choice(MISTAKES)))


def lost_term(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """A variable is left out of the objective."""
    for at in rng.sample(range(len(model.columns)), len(model.columns)):
        if model.columns[at].cost:
            yield with_column(model, at, replace(model.columns[at], cost=0.0))


def index_slip(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """Two variables have each other's coefficient."""
    for at in rng.sample(range(len(model.rows)), len(model.rows)):
        row = model.rows[at]
        places = list(row.coefficients)
        if len({abs(value) for value in row.coefficients.values()}) > 1:
            left, right = rng.sample(places, 2)
            swapped = {left: row.coefficients[right], right: row.coefficients[left]}
            yield with_row(model, at, replace(row, coefficients=row.coefficients | swapped))


def flipped_direction(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """At least for at most, and the other way round."""
    for at in rng.sample(range(len(model.rows)), len(model.rows)):
        row = model.rows[at]
        if math.isinf(row.lower) != math.isinf(row.upper):
            turned = (-INFINITY, row.lower) if math.isinf(row.upper) else (row.upper, INFINITY)
            yield with_row(model, at, replace(row, lower=turned[0], upper=turned[1]))


def lost_integrality(model: LinearModel, _rng: Random) -> Iterator[LinearModel]:
    """All integer variables are continuous."""
    columns = tuple(continuous(column) for column in model.columns)
    yield replace(model, columns=columns)


def invented_bound(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """A variable has an upper bound that nobody asked for."""
    for at in rng.sample(range(len(model.columns)), len(model.columns)):
        column = model.columns[at]
        if math.isinf(column.upper):
            yield with_column(model, at, replace(column, upper=rng.randint(3, 20) + 0.37))


def loose_big_m(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """A switch with a number that solvers let leak."""
    yield from switched(model, rng, 1e7, is_upper=True)


def tiny_epsilon(model: LinearModel, rng: Random) -> Iterator[LinearModel]:
    """A switch that asks for as good as nothing."""
    yield from switched(model, rng, 1e-6, is_upper=False)


def switched(model: LinearModel, rng: Random, number: float, *, is_upper: bool) -> Iterator[LinearModel]:
    """A variable tied to a new yes/no variable by a number."""
    places = [at for at, column in enumerate(model.columns) if column.kind is not VariableKind.binary]
    for at in rng.sample(places, len(places)):
        last = len(model.columns)
        ends = (-INFINITY, 0.0) if is_upper else (0.0, INFINITY)
        row = Row("switched", {at: 1.0, last: -number}, *ends)
        columns = (*model.columns, Column("switch", VariableKind.binary, 0.0, 1.0))
        yield replace(model, columns=columns, rows=(*model.rows, row))


def continuous(column: Column) -> Column:
    """A column without its integrality."""
    return replace(column, kind=VariableKind.continuous)


def scaled_sides(row: Row, factor: float) -> Row:
    """A row with its limits times a factor."""
    return replace(row, lower=row.lower * factor, upper=row.upper * factor)


def with_row(model: LinearModel, at: int, row: Row) -> LinearModel:
    """The model with another row in a place."""
    return replace(model, rows=(*model.rows[:at], row, *model.rows[at + 1 :]))


def with_column(model: LinearModel, at: int, column: Column) -> LinearModel:
    """The model with another column in a place."""
    return replace(model, columns=(*model.columns[:at], column, *model.columns[at + 1 :]))


MODEL_ERRORS: Final[dict[str, Error]] = {
    "flipped_sense": flipped_sense,
    "dropped_constraint": dropped_constraint,
    "wrong_coefficient": wrong_coefficient,
    "wrong_right_side": wrong_right_side,
    "wrong_cost": wrong_cost,
    "lost_term": lost_term,
    "index_slip": index_slip,
    "flipped_direction": flipped_direction,
    "unit_slip": unit_slip,
    "lost_integrality": lost_integrality,
    "invented_bound": invented_bound,
    "loose_big_m": loose_big_m,
    "tiny_epsilon": tiny_epsilon,
}
"""By the name of their kind."""
