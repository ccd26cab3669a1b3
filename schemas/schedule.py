"""A schedule: what shifts the operators' weights from round to round of a campaign."""

from enum import StrEnum
from typing import Self

from pydantic import Field, field_validator, model_validator

from schemas.frozen import Chosen
from schemas.selection import Selection
from schemas.strategy import known_weights


class ScheduleKind(StrEnum):
    """What the weights follow."""

    fixed = "fixed"
    """Nothing: they stay those of the strategies."""
    survival = "survival"
    """What earlier rounds measured of each operator."""
    curriculum = "curriculum"
    """Phases, from simple to hard."""


class Measure(StrEnum):
    """What is measured of an operator."""

    survival = "survival"
    """Share of its candidates that were accepted."""
    cost = "cost"
    """Accepted problems for the tokens that its candidates took."""


class Phase(Chosen):
    """A stretch of a curriculum; it ends at the first of its two limits, and the last phase never does."""

    rounds: int | None = Field(default=None, ge=1, description="Rounds that it lasts at most.")
    difficulty: float | None = Field(
        default=None,
        gt=0,
        description="Ends once the median accepted problem of a round has so many variables and constraints.",
    )
    weights: dict[str, float] = Field(
        default_factory=dict, description="Weight of each operator; one that is absent keeps its strategy's."
    )
    selection: Selection | None = Field(default=None, description="How parents are drawn; absent: as the spec says.")
    technique: str = Field(
        default="",
        max_length=500,
        description="What changed constraints and objectives should need in a model, in words.",
    )

    @field_validator("weights")
    @classmethod
    def operators_are_known(cls, weights: dict[str, float]) -> dict[str, float]:
        """Reject an unknown operator or a negative weight."""
        return known_weights(weights)

    @property
    def most_rounds(self) -> int | None:
        """Rounds at most: one where nothing is said, and no number where it waits for a difficulty alone."""
        return self.rounds or (None if self.difficulty else 1)


SIMPLE_TO_HARD = (
    Phase(technique="nothing but plain linear terms and limits", selection=Selection.easy),
    Phase(technique="an either/or or an if/then with a binary variable and a Big-M"),
    Phase(technique="a selection of at least, at most or exactly K of several with binary variables"),
    Phase(technique="piecewise linear costs: a fixed charge, or a price that changes from a threshold on"),
)
"""From limits over logic and selection to piecewise costs, a round each."""


class Schedule(Chosen):
    """How weights, parents and techniques change over a campaign."""

    kind: ScheduleKind = Field(default=ScheduleKind.fixed, description="fixed, survival or curriculum.")
    measure: Measure = Field(default=Measure.survival, description="What `survival` follows: survival or cost.")
    floor: float = Field(
        default=0.2,
        gt=0,
        le=1,
        description="Share of its own weight that an operator keeps under `survival`, however it fares.",
    )
    phases: tuple[Phase, ...] = Field(
        default=SIMPLE_TO_HARD, min_length=1, description="Phases of `curriculum`, in order."
    )

    @model_validator(mode="after")
    def says_its_kind(self) -> Self:
        """Reject phases that a schedule of another kind would leave aside."""
        if self.phases != SIMPLE_TO_HARD and self.kind is not ScheduleKind.curriculum:
            raise ValueError(f"phases belong to kind = 'curriculum', and the kind is {self.kind.value!r}")
        return self
