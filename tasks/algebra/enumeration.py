"""Finds the optimum of a small integer model by trying every assignment: no solver, only sums."""

import math

import numpy as np
from numpy.typing import NDArray

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense, TerminationStatus
from tasks.algebra.highs import Answer
from tasks.algebra.linear_model import LinearModel, Row

MOST = 65_536
"""Assignments up to which all are tried."""
PASSES = 8
"""How often the rows are looked through for tighter bounds."""
SLACK = 1e-9
"""By how much a row may be missed, relative to its bound."""

Points = NDArray[np.float64]
"""Assignments by column position."""
Box = list[tuple[float, float]]
"""Lower and upper bound of each column."""


def enumerate_best(model: LinearModel, most: int = MOST) -> Answer | None:
    """The best of all assignments, which may be that there is none.

    Returns:
        The answer; None where some variable is continuous or unbounded, or where there are too many assignments.
    """
    if not model.columns or any(column.kind is VariableKind.continuous for column in model.columns):
        return None
    box = tight_box(model)
    if any(math.isinf(bound) for bounds in box for bound in bounds) or assignments(box) > most:
        return None
    points = all_points(box)
    for row in model.rows:
        points = points[holds(row, points)]
    return best_of(model, points)


def best_of(model: LinearModel, points: Points) -> Answer:
    """The best of some feasible assignments."""
    if not len(points):
        return Answer(status=TerminationStatus.infeasible)
    values = points @ np.array([column.cost for column in model.columns]) + model.constant
    at = int(np.argmax(values) if model.sense is ObjectiveSense.maximize else np.argmin(values))
    return Answer(status=TerminationStatus.optimal, objective=float(values[at]), values=tuple(points[at].tolist()))


def assignments(box: Box) -> int:
    """How many assignments a box of integers holds."""
    return math.prod(max(0, int(upper - lower) + 1) for lower, upper in box)


def all_points(box: Box) -> Points:
    """Every assignment, counted through like the digits of a number."""
    count = assignments(box)
    numbers, points = np.arange(count), np.empty((count, len(box)))
    for position, (lower, upper) in enumerate(box):
        numbers, digit = np.divmod(numbers, max(1, int(upper - lower) + 1))
        points[:, position] = lower + digit
    return points


def holds(row: Row, points: Points) -> NDArray[np.bool_]:
    """Which assignments satisfy a row."""
    side = points[:, list(row.coefficients)] @ np.array(list(row.coefficients.values()))
    return (side >= row.lower - slack(row.lower)) & (side <= row.upper + slack(row.upper))


def slack(bound: float) -> float:
    """By how much a bound may be missed."""
    return 0.0 if math.isinf(bound) else SLACK * max(1.0, abs(bound))


def tight_box(model: LinearModel) -> Box:
    """Bounds of the columns, with those that a row alone implies; no feasible assignment lies outside."""
    box: Box = [(ceiling(column.lower), -ceiling(-column.upper)) for column in model.columns]
    for _ in range(PASSES):
        before = list(box)
        for row in model.rows:
            tighten(box, row.coefficients, row.upper + slack(row.upper))
            tighten(box, {at: -value for at, value in row.coefficients.items()}, slack(row.lower) - row.lower)
        if box == before or any(lower > upper for lower, upper in box):
            break
    return box


def tighten(box: Box, coefficients: dict[int, float], most: float) -> None:
    """Tighten the box by one row `sum(coefficients) <= most`."""
    if math.isinf(most):
        return
    least = {at: min(value * bound for bound in box[at]) for at, value in coefficients.items() if value}
    for at, own in least.items():
        rest = most - sum(other for where, other in least.items() if where != at)
        if math.isinf(rest):
            continue
        lower, upper = box[at]
        limit = rest / coefficients[at]
        box[at] = (lower, min(upper, -ceiling(-limit))) if coefficients[at] > 0 else (max(lower, ceiling(limit)), upper)
        least[at] = min(coefficients[at] * bound for bound in box[at]) if not math.isinf(own) else own


def ceiling(bound: float) -> float:
    """The next integer, with noise of floating point forgiven."""
    return bound if math.isinf(bound) else float(math.ceil(bound - SLACK * max(1.0, abs(bound))))
