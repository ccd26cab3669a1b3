"""The candidate: the one noun that travels through a round; each stage returns its next state."""

from enum import StrEnum

from pydantic import Field

from schemas.blueprint import Blueprint, Domain
from schemas.evidence import Evidence
from schemas.frozen import Frozen
from schemas.solve import ObjectiveSense, SolverName, TerminationStatus
from schemas.technique import Technique


class Stage(StrEnum):
    """A stage of the round, in its order; where a candidate may be rejected."""

    mutate = "mutate"
    formulate = "formulate"
    check_description = "check_description"
    execute = "execute"
    check_program = "check_program"
    check_alignment = "check_alignment"
    check_variables = "check_variables"
    check_constraints = "check_constraints"
    check_no_op = "check_no_op"
    check_opinions = "check_opinions"
    check_second_program = "check_second_program"
    check_back_translation = "check_back_translation"
    repair = "repair"
    check_answer = "check_answer"
    """Of seeds alone: the answer that their file gives."""
    deduplicate = "deduplicate"


class Program(Frozen):
    """Code that builds and solves the model of a problem."""

    solver: SolverName
    source: str


class Difficulty(Frozen):
    """Measured size of a problem."""

    words: int = 0
    variables: int = 0
    constraints: int = 0
    nonzeros: int = 0
    integers: int = 0
    """Integer and binary variables."""
    solve_seconds: float | None = None
    techniques: tuple[Technique, ...] = ()
    """That the captured model shows."""

    @property
    def size(self) -> int:
        """Variables and constraints together."""
        return self.variables + self.constraints


class Candidate(Frozen):
    """A problem on its way: words, formulation, programs, answer, and where it comes from."""

    id: str
    """Hash of what made it: for a seed its content; for a child the spec, round, number, operator and parents, so
    that two children with equal content stay two rows."""
    campaign: str
    round: int
    """0 for seeds."""
    number: int
    """Position among the round's children."""
    generation: int
    """0 for seeds; else one more than its oldest parent."""
    strategy: str
    operator: str
    parent_ids: tuple[str, ...] = ()
    seed_ids: tuple[str, ...] = ()
    """Seeds that it descends from, sorted."""
    domain: Domain | None = None
    family: str = ""
    statement: str = ""
    formulation: str = ""
    programs: tuple[Program, ...] = ()
    declared_status: TerminationStatus = TerminationStatus.optimal
    """The outcome that the teacher declares."""
    sense: ObjectiveSense | None = None
    status: TerminationStatus | None = None
    """Outcome in the solver."""
    objective: float | None = None
    given_objective: float | None = None
    """For a seed: the objective value that its file gives."""
    rejected_stage: Stage | None = None
    rejected_reason: str | None = None
    """Both None while it is alive, and when it is accepted."""
    rejected_detail: str = ""
    repairs: int = 0
    """Corrections that it went through."""
    marks: tuple[str, ...] = ()
    """Findings that do not reject."""
    cluster: str = ""
    """Near-duplicates on number-masked words share it; empty where a candidate has none."""
    difficulty: Difficulty = Difficulty()
    evidence: Evidence = Evidence()
    licence: str = ""
    spec_hash: str = ""
    changes: str = ""
    """What the teacher says it changed against the parents."""
    blueprint: Blueprint | None = Field(default=None)
    plant: str = ""
    """Kind of the error that the teacher was asked to plant; empty in production."""

    def is_alive(self) -> bool:
        """Whether no stage has rejected it."""
        return self.rejected_stage is None

    def reject(self, stage: Stage, reason: str, detail: str = "") -> "Candidate":
        """The candidate as rejected by a stage."""
        update = {"rejected_stage": stage, "rejected_reason": reason, "rejected_detail": detail}
        return self.model_copy(update=update)

    def program_for(self, solver: SolverName) -> Program | None:
        """The program for a solver, or None."""
        return next((program for program in self.programs if program.solver is solver), None)
