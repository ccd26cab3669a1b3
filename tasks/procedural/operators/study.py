"""A parent studied before it is changed: its grounded model, its optimum, and how far a total could move.

The same question is solved once: a round draws the same parents again and again, and a move that is tried several
times asks for the same total.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from schemas.blueprint import Blueprint
from schemas.formulation import Formulation
from schemas.solve import ObjectiveSense, TerminationStatus
from tasks.algebra.ground import Key, ground, variable_columns
from tasks.algebra.highs import Answer, solve_linear_model
from tasks.algebra.linear_model import LinearModel
from tasks.check.matching import close

SECONDS = 3.0
"""Wall seconds that one look at a parent may take."""


KEPT = 512
"""Answers that are remembered of each kind of question."""


@lru_cache(maxsize=KEPT)
def grounded(formulation: Formulation) -> LinearModel:
    """A formulation with its data."""
    return ground(formulation)


@lru_cache(maxsize=KEPT)
def optimum(formulation: Formulation) -> Answer:
    """What a solver says of a formulation."""
    return solve_linear_model(grounded(formulation), SECONDS)


@lru_cache(maxsize=KEPT)
def extreme(formulation: Formulation, weights: frozenset[tuple[int, float]], sense: ObjectiveSense) -> float | None:
    """The least or the greatest weighted sum of columns that a formulation allows; None: not known."""
    model, costs = grounded(formulation), dict(weights)
    priced = tuple(replace(c, cost=costs.get(position, 0.0)) for position, c in enumerate(model.columns))
    return solve_linear_model(replace(model, sense=sense, columns=priced, constant=0.0), SECONDS).objective


@dataclass(frozen=True)
class Study:
    """A parent with what its solver says about it; everything is computed when it is first asked for."""

    blueprint: Blueprint

    @property
    def formulation(self) -> Formulation:
        """The parent's mathematics."""
        return self.blueprint.formulation

    @cached_property
    def model(self) -> LinearModel:
        """The parent's mathematics with its data."""
        return grounded(self.formulation)

    @cached_property
    def answer(self) -> Answer:
        """The parent's optimum."""
        return optimum(self.formulation)

    @property
    def solved(self) -> bool:
        """Whether the parent has an optimum that was found in time."""
        return self.answer.status is TerminationStatus.optimal

    def is_changed_by(self, child: Formulation) -> bool:
        """Whether a child has an optimum, and another one: what rules out one of several optima changes nothing."""
        found, own = optimum(child).objective, self.answer.objective
        return found is not None and own is not None and not close(found, own, 1e-6)

    @cached_property
    def columns(self) -> dict[tuple[str, Key | None], int]:
        """Column position by variable and key (None for a scalar)."""
        named = [(v.name, key) for v in self.formulation.variables for key, _ in variable_columns(self.formulation, v)]
        return {name: position for position, name in enumerate(named)}

    def total(self, columns: Sequence[int]) -> float:
        """Sum of some columns in the optimum."""
        return sum(self.answer.values[position] for position in columns)

    def reach(self, weights: Mapping[int, float], sense: ObjectiveSense) -> float | None:
        """The least or the greatest weighted sum of columns that the parent's constraints allow; None: not known."""
        return extreme(self.formulation, frozenset(weights.items()), sense)

    def lowest(self, columns: Sequence[int]) -> float | None:
        """The least sum of some columns that is feasible."""
        return self.reach(dict.fromkeys(columns, 1.0), ObjectiveSense.minimize)

    def highest(self, columns: Sequence[int]) -> float | None:
        """The greatest sum of some columns that is feasible; None also when there is none."""
        return self.reach(dict.fromkeys(columns, 1.0), ObjectiveSense.maximize)
