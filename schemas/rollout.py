"""A rollout: one answer of a model to one item, and all that came of its program."""

from enum import StrEnum

from pydantic import Field

from schemas.finding import Doubt
from schemas.frozen import Frozen
from schemas.solve import ObjectiveSense, SolverName, TerminationStatus


class Way(StrEnum):
    """How a model answers."""

    recorded = "recorded"
    """It has answered: the completion stands in a file."""
    one_shot = "one_shot"
    """One program, written from the question alone."""
    tags = "tags"
    """One thought and one program in EVOM's tags."""
    self_correction = "self_correction"
    """As one shot; where the program fails, it is told the error and writes another one."""
    interpreter = "interpreter"
    """It reasons at length and may run Python on the way, as CALM's reasoner does."""
    agent = "agent"
    """A function of the user's own answers."""


class Answering(Frozen):
    """What a model did before its answer was scored."""

    completion: str
    """All that it said, its last program included; of an interpreter the whole trajectory."""
    program: str | None = None
    """The program to be scored; None: none can be read."""
    complaint: str = ""
    """Why there is no program, or no answer at all."""
    boxed: str | None = None
    """What it gives as its final answer, between the braces of `\\\\boxed{}`."""
    executions: int = 0
    """Programs that ran while it was answering."""
    calls: tuple[str, ...] = ()
    """Request hashes of its completions."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0


class Outcome(Frozen):
    """What an answer comes to, however it was found."""

    status: TerminationStatus
    objective: float | None = None


class Rollout(Frozen):
    """One answer to one item, run."""

    id: str
    """Hash of set, item, solver, model and sample."""
    set: str
    item_id: str
    sample: int = 0
    solver: SolverName
    way: Way
    model: str
    """Who answered; empty for recorded completions."""
    answering: Answering
    status: TerminationStatus | None = None
    """Of the program in its solver; None: nothing ran."""
    objective: float | None = None
    sense: ObjectiveSense | None = None
    values: tuple[float, ...] = ()
    """Of the decision variables, bounded in number."""
    claimed_objective: float | None = None
    claims_no_solution: bool = False
    error: str | None = None
    exit_code: int | None = None
    confirmed: bool | None = None
    """Whether the captured model, solved elsewhere, gives the same; None: not told, or a wrong answer."""
    doubts: tuple[Doubt, ...] = ()
    """Why a right answer may have been worked out beforehand."""
    flipped_model: Outcome | None = None
    """Of the captured model with the other variable type; None: not solved."""
    flipped_source: Outcome | None = None
    """Of the program with the variable types of its text swapped; None: not run, or it names none."""
    wall_seconds: float = Field(default=0.0, ge=0)
    solver_version: str = ""
    door: str = ""

    @property
    def told(self) -> Outcome:
        """What its process told, right or not; of one that never ran, no model."""
        return Outcome(status=self.status or TerminationStatus.no_model, objective=self.objective)
