"""Whether a right answer was worked out beforehand, and the model merely made to yield it.

What this covers:

- a model whose data hold the answer itself: a constant objective, a variable fixed at it or beside it, a row that asks
  for it, whether it was typed in or computed by the program;
- a model that is decided by bounds, some of which are not the question's numbers: a solution that was typed in;
- a model without any of the question's numbers, or with them only where they decide nothing;
- a conflict without the question's numbers, for questions that have no solution.

What it does not:

- a model that reaches the answer by rows of several variables, some with the question's numbers and some with others:
  so do honest models, whose numbers are often derived;
- a model that is not linear, but for the answer's standing in its text;
- questions that state no numbers, but for the answer's standing in the model.
"""

import math
import random
import re

from schemas.finding import Doubt
from schemas.solve import TerminationStatus
from tasks.algebra.linear_model import LinearModel
from tasks.check.quantities import NEUTRAL, same, text_numbers
from tasks.scoring.core import (
    bound_numbers,
    bounds_only,
    changed,
    core,
    finite,
    numbers,
    optimum_by_bounds,
    row_numbers,
    without_data,
)
from tasks.scoring.resolving import resolve

SAME = 1e-4
"""Relative difference up to which a number of the model is the answer."""
MOVED = 1e-3
"""Relative difference from which an optimum has moved."""
RANGES = ((1.1, 1.5), (1.7, 3.0), (0.3, 0.6))
"""Factors between which the question's numbers change all together, one range after another until the optimum moves."""
TENFOLD = (10.0, 0.1)
"""Factors by which a single one changes, where all together told nothing."""
FEWEST = 2
"""Numbers that a question must state for a model without any of them to be strange."""
NUMBER = re.compile(r"(?<![\w.])-?\d+\.?\d*(?:[eE][+-]?\d+)?(?![\w.])")


def doubts_about_optimum(
    model: LinearModel, objective: float, statement: str, values: tuple[float, ...] = ()
) -> tuple[Doubt, ...]:
    """Why an optimum may have been worked out beforehand; empty: nothing says so.

    Args:
        model: as the program's solver held it.
        objective: its optimum.
        statement: the words that it should come from.
        values: of the variables in an optimum, where they are known: they often show without a solve that it moves.
    """
    stated, deciding = text_numbers(statement), core(model)
    if rests_on_itself(model, objective, stated):
        return (Doubt.written,)
    if len(stated - NEUTRAL) < FEWEST:
        return ()
    own = numbers(deciding)
    by_bounds = is_decided_by_bounds(deciding, objective)
    if by_bounds and numbers(bounds_only(deciding)) - stated:
        return (Doubt.bounds,)
    if not own & stated:
        return (Doubt.foreign,) if own or by_bounds else ()
    sure = bool(values) and moves_by_costs(deciding, objective, stated, values)
    return () if sure or moves(deciding, objective, stated) else (Doubt.unmoved,)


def doubts_about_conflict(model: LinearModel, statement: str) -> tuple[Doubt, ...]:
    """Why a model without a solution may not be the question's."""
    stated = text_numbers(statement)
    if len(stated - NEUTRAL) < FEWEST:
        return ()
    if not numbers(model) & stated:
        return (Doubt.foreign,)
    return (Doubt.without_data,) if resolve(without_data(model, stated)).status is INFEASIBLE else ()


INFEASIBLE = TerminationStatus.infeasible


def doubts_about_text(model_mps: str, objective: float, statement: str) -> tuple[Doubt, ...]:
    """The same for a model that is not linear: only whether the answer stands in its text."""
    found = {same(float(number)) for number in NUMBER.findall(model_mps)} - NEUTRAL
    return (Doubt.written,) if written(objective, found, text_numbers(statement)) else ()


def written(objective: float, own: set[float], stated: frozenset[float]) -> frozenset[float]:
    """Numbers of a model that are its answer, and that the question does not state."""
    size = same(objective)
    near = {number for number in {*own, *stated} if math.isclose(size, number, rel_tol=SAME)}
    return frozenset() if size in NEUTRAL or near & stated else frozenset(near)


def rests_on_itself(model: LinearModel, objective: float, stated: frozenset[float]) -> bool:
    """Whether the answer stands in the model and moves with that number; a large constant may equal it by chance."""
    found = written(objective, numbers(model), stated)
    return bool(found) and differs(resolve(changed(model, found, Factors(*RANGES[0]))).objective, objective)


def is_decided_by_bounds(model: LinearModel, objective: float) -> bool:
    """Whether the optimum stays when nothing ties variables to each other."""
    found = optimum_by_bounds(bounds_only(model))
    return found is not None and math.isclose(found, objective, rel_tol=SAME, abs_tol=SAME)


def moves_by_costs(model: LinearModel, objective: float, stated: frozenset[float], values: tuple[float, ...]) -> bool:
    """Whether the optimum surely moves when one of the question's numbers changes tenfold; no solve is needed.

    A number that only costs hold leaves every solution feasible. Its share of the objective becomes tenfold or a tenth,
    whichever is better, and an optimum is at least as good as the solution that was one before.
    """
    fixed = finite({model.constant}).union(*map(row_numbers, model.rows), *map(bound_numbers, model.columns))
    shares: dict[float, float] = {}
    for column, value in zip(model.columns, values, strict=True):
        if (number := same(column.cost)) in stated - fixed - NEUTRAL:
            shares[number] = shares.get(number, 0.0) + column.cost * value
    least = MOVED * abs(objective) / (1 - MOVED)
    return any((1 - min(TENFOLD)) * abs(share) > least for share in shares.values()) and abs(objective) >= SAME


def moves(model: LinearModel, objective: float, stated: frozenset[float]) -> bool:
    """Whether the optimum moves when the question's numbers change; that of 0 may rest on anything, and counts so."""
    if abs(objective) < SAME:
        return True
    together = (changed(model, stated, Factors(*span)) for span in RANGES)
    if any((found := resolve(one).objective) is not None and differs(found, objective) for one in together):
        return True
    single = (
        changed(model, frozenset({number}), Factors(factor, factor))
        for number in sorted(numbers(model) & stated)
        for factor in TENFOLD
    )
    return any(differs(resolve(one).objective, objective) for one in single)


def differs(found: float | None, objective: float) -> bool:
    """Whether an optimum has moved, or is gone."""
    return found is None or not math.isclose(found, objective, rel_tol=MOVED)


class Factors:
    """A factor for each number, the same whenever it is asked for."""

    def __init__(self, low: float, high: float) -> None:
        """Take the range."""
        self.low, self.high = low, high

    def __call__(self, value: float) -> float:
        """The factor of a number."""
        return random.Random(f"{value!r}/{self.low}").uniform(self.low, self.high)
