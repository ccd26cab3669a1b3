"""A calibration: errors planted on purpose, through the checkers; what each of them catches, and at which price."""

from pydantic import Field, field_validator

from schemas.frozen import Frozen, content_hash
from schemas.plant import KINDS
from schemas.round import Interval
from schemas.solve import DoorName, SolverName
from schemas.teacher_spec import TeacherSpec
from schemas.verdict import CheckerName, Outcome

ALL = "all"
"""All rungs together."""
PROCEDURAL = "procedural"
"""Answers of the procedural teacher."""


class CalibrationSpec(Frozen):
    """What is planted, and who looks."""

    name: str = Field(
        default="calibration", pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="Name of the calibration."
    )
    lake: str = Field(default="lake", description="Folder of the lake that keeps it.")
    plants: int = Field(default=20, ge=1, description="Wrong answers of each kind.")
    clean: int = Field(default=100, ge=0, description="Honest answers.")
    seed: int = Field(default=0, ge=0, description="Seed of every random choice.")
    kinds: tuple[str, ...] = Field(default=(), description="Kinds of errors; absent: all.")
    programs: tuple[str, ...] = Field(
        default=(),
        description="Files of recorded completions with labels: errors are planted in the models of those programs "
        "that have the label's answer.",
    )
    judge: TeacherSpec | None = Field(default=None, description="A judge that is measured, too; absent: none.")
    wanted: float = Field(default=0.95, gt=0, le=1, description="Recall that the cheapest ladder must reach.")
    against: str = Field(default="", description="An earlier calibration of the lake to compare with.")
    solver: SolverName = Field(default=SolverName.copt, description="Solver that programs are written for.")
    door: DoorName = Field(default=DoorName.auto, description="Where programs run.")

    @field_validator("kinds")
    @classmethod
    def kinds_are_known(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """Reject an unknown kind of error."""
        for kind in kinds:
            if kind not in KINDS:
                raise ValueError(f"{kind!r} is no kind of error; known are {', '.join(KINDS)}")
        return kinds

    def key(self) -> str:
        """Hash of what decides the trials."""
        return content_hash(self.model_dump(mode="json", exclude={"lake", "against", "wanted", "door", "name"}))


class Trial(Frozen):
    """One answer and what every rung said of it."""

    kind: str
    """What was planted; empty: nothing."""
    source: str
    """`procedural`, or the file of a user's program."""
    candidate_id: str
    operator: str = ""
    family: str = ""
    sound: bool = True
    """For an honest answer: whether it should pass."""
    outcomes: dict[CheckerName, Outcome]
    reasons: dict[CheckerName, str] = Field(default_factory=dict[CheckerName, str])
    seconds: dict[CheckerName, float]
    cost_usd: dict[CheckerName, float] = Field(default_factory=dict[CheckerName, float])

    def failed_by(self, rungs: frozenset[CheckerName]) -> bool:
        """Whether any of some rungs rejects it."""
        return any(self.outcomes.get(rung) is Outcome.failed for rung in rungs)


class Cell(Frozen):
    """One rung on one kind of error; of honest answers the kind is empty."""

    source: str
    kind: str
    checker: str
    """A rung, or `all` of them together."""
    answers: int
    failed: int
    abstained: int
    share: Interval
    """Recall; for honest answers the share of false alarms."""
    seconds: float
    """Mean wall seconds of a look."""
    cost_usd: float = 0.0
    """Mean cost of a look, in US dollars."""


class Worth(Frozen):
    """What a rung adds to the others."""

    checker: CheckerName
    caught: int
    alone: int
    """Errors that no other rung finds."""
    alarms: int
    """Honest answers that it rejects."""
    seconds: float
    cost_usd: float


class Ladder(Frozen):
    """The cheapest rungs that reach a recall."""

    rungs: tuple[CheckerName, ...]
    recall: float
    alarms: float
    seconds: float
    cost_usd: float


class Calibration(Frozen):
    """All that was measured."""

    spec: CalibrationSpec
    code_version: str
    prompt_hashes: dict[str, str]
    finished: str
    """UTC, ISO 8601."""
    cells: tuple[Cell, ...]
    worths: tuple[Worth, ...]
    ladder: Ladder | None
    """None: no choice of rungs reaches the recall."""
    not_plantable: dict[str, int] = Field(default_factory=dict[str, int])
    """Kinds for which fewer answers were found than were asked for, and how many."""

    def overall(self) -> tuple[Cell, ...]:
        """Cells of all rungs together."""
        return tuple(cell for cell in self.cells if cell.checker == ALL)
