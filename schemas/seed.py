"""A seed: a problem from which evolution starts; what its row lacks is written and checked first."""

from enum import StrEnum
from typing import Any, cast

from pydantic import Field, field_validator, model_validator

from schemas.blueprint import Blueprint, Domain
from schemas.candidate import Program
from schemas.frozen import Frozen, content_hash
from schemas.solve import ObjectiveSense, TerminationStatus

UNKNOWN_LICENCE = "NOASSERTION"
"""SPDX's word for a licence that nobody has stated."""
OUTCOMES = (
    TerminationStatus.optimal,
    TerminationStatus.infeasible,
    TerminationStatus.unbounded,
    TerminationStatus.infeasible_or_unbounded,
)


class Part(StrEnum):
    """What a seed may lack beside its words."""

    formulation = "formulation"
    program = "program"
    answer = "answer"


class Seed(Frozen):
    """One row of a seeds file (JSON Lines, JSON or Parquet)."""

    statement: str = Field(min_length=40, description="The problem in words, with all its numbers.")
    formulation: str = Field(
        default="",
        description="Sets, parameters, decision variables, objective and constraints, as Markdown; absent: written.",
    )
    programs: tuple[Program, ...] = Field(default=(), description="Programs that solve it; absent: one is written.")
    status: TerminationStatus | None = Field(
        default=None,
        description="The outcome that the problem has: optimal, infeasible, unbounded, or infeasible_or_unbounded "
        "where only known to have no optimum; absent: optimal where there is an objective value, else found out.",
    )
    objective: float | None = Field(
        default=None, allow_inf_nan=False, description="Optimal objective value; absent unless the status is optimal."
    )
    sense: ObjectiveSense | None = Field(default=None, description="minimize or maximize.")
    domain: Domain | None = Field(default=None, description="Field of application, of Step-Opt's sixteen.")
    licence: str = Field(
        default=UNKNOWN_LICENCE,
        min_length=2,
        description="SPDX identifier of the words' licence, such as Apache-2.0.",
    )
    family: str = Field(default="", description="Kind of problem, such as production_mix.")
    tags: tuple[str, ...] = Field(default=(), description="table, logic, infeasible, unbounded, degenerate, …")
    blueprint: Blueprint | None = Field(
        default=None, description="For the procedural teacher; a language model needs none."
    )

    @model_validator(mode="before")
    @classmethod
    def objective_means_optimal(cls, row: Any) -> Any:
        """A row with an objective value and no status is optimal."""
        if not isinstance(row, dict):
            return row
        fields = cast("dict[str, Any]", row)
        if fields.get("objective") is None or fields.get("status") is not None:
            return fields
        return {**fields, "status": TerminationStatus.optimal}

    @field_validator("status")
    @classmethod
    def status_is_an_outcome(cls, status: TerminationStatus | None) -> TerminationStatus | None:
        """A problem's outcome is optimal, infeasible or unbounded; the rest are troubles of a program."""
        if status is not None and status not in OUTCOMES:
            raise ValueError(f"must be one of {', '.join(OUTCOMES)}")
        return status

    def lacks(self, formulation: bool = True) -> tuple[Part, ...]:
        """What has to be written or found out before the seed can be a parent.

        Args:
            formulation: whether a solution holds one.
        """
        has_value = self.objective is not None or self.status is not TerminationStatus.optimal
        is_open = self.status in (None, TerminationStatus.infeasible_or_unbounded)
        missing = {
            Part.formulation: formulation and not self.formulation,
            Part.program: not self.programs,
            Part.answer: is_open or not has_value,
        }
        return tuple(part for part, is_missing in missing.items() if is_missing)

    @property
    def id(self) -> str:
        """Content hash of words, formulation and programs; of the answer, too, where one is yet to be found."""
        programs = [program.model_dump(mode="json") for program in self.programs]
        content: list[Any] = [self.statement, self.formulation, programs]
        return content_hash([*content, self.status, self.objective] if self.lacks() else content)
