"""A seed: a problem with its solution, from which evolution starts."""

from pydantic import Field, field_validator

from schemas.blueprint import Blueprint, Domain
from schemas.candidate import Program
from schemas.frozen import Frozen, content_hash
from schemas.solve import ObjectiveSense, TerminationStatus


class Seed(Frozen):
    """One row of a seeds file (JSON Lines or Parquet)."""

    statement: str = Field(min_length=40, description="The problem in words, with all its numbers.")
    formulation: str = Field(
        description="Sets, parameters, decision variables, objective and constraints, as Markdown."
    )
    programs: tuple[Program, ...] = Field(min_length=1, description="At least one program that solves it.")
    status: TerminationStatus = Field(
        TerminationStatus.optimal, description="The outcome that the problem has: optimal, infeasible or unbounded."
    )
    objective: float | None = Field(
        default=None, description="Optimal objective value; absent unless the status is optimal."
    )
    sense: ObjectiveSense | None = Field(default=None, description="minimize or maximize.")
    domain: Domain = Field(description="Field of application, of Step-Opt's sixteen.")
    licence: str = Field(min_length=2, description="SPDX identifier of the words' licence, such as Apache-2.0.")
    family: str = Field(default="", description="Kind of problem, such as production_mix.")
    tags: tuple[str, ...] = Field(default=(), description="table, logic, infeasible, unbounded, degenerate, …")
    blueprint: Blueprint | None = Field(
        default=None, description="For the procedural teacher; a language model needs none."
    )

    @field_validator("status")
    @classmethod
    def status_is_an_outcome(cls, status: TerminationStatus) -> TerminationStatus:
        """A problem's outcome is optimal, infeasible or unbounded; the rest are troubles of a program."""
        outcomes = (TerminationStatus.optimal, TerminationStatus.infeasible, TerminationStatus.unbounded)
        if status not in outcomes:
            raise ValueError(f"must be one of {', '.join(outcomes)}")
        return status

    @property
    def id(self) -> str:
        """Content hash of words, formulation and programs."""
        programs = [program.model_dump(mode="json") for program in self.programs]
        return content_hash([self.statement, self.formulation, programs])
