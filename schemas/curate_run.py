"""A curation: what its ledger keeps as it comes, and what it leaves."""

from enum import StrEnum

from schemas.benchmark_run import SetRecord
from schemas.curate_spec import CurateSpec
from schemas.frozen import Frozen
from schemas.intervention import Intervention
from schemas.label import Label
from schemas.run_account import RunAccount
from schemas.solve import TerminationStatus
from schemas.trajectory import Execution, Trajectory


class Fate(StrEnum):
    """What becomes of a trajectory."""

    golden = "golden"
    """Right by the solver, and free of triggers."""
    wrong_answer = "wrong_answer"
    """Free of triggers, and its answer is not the label's."""
    unconfirmed = "unconfirmed"
    """Its answer is the label's, but the model of its program, solved elsewhere, does not give it."""
    too_many_hints = "too_many_hints"
    """A flaw is left after as many hints as may be."""
    intervener_unusable = "intervener_unusable"
    """The intervener never gave an answer that can be used."""
    unanswered = "unanswered"
    """The reasoner gave no answer."""
    unlabelled = "unlabelled"
    """Nobody knows the right answer."""


class Ran(Frozen):
    """A line of the ledger: a block that ran, by the hash of its trajectory and the text up to its end."""

    key: str
    execution: Execution


class Reasoned(Frozen):
    """A line of the ledger: a trajectory as the reasoner wrote it, before anybody looked."""

    seat_id: str
    trajectory: Trajectory
    calls: tuple[str, ...] = ()


class Answer(Frozen):
    """What a trajectory gives as its answer, held against the label."""

    boxed: str | None = None
    """Between the braces of its last box."""
    boxed_right: bool = False
    status: TerminationStatus | None = None
    """Of the last block that called a solver; None: none did."""
    objective: float | None = None
    """From that solver's model object."""
    solver_right: bool = False

    @property
    def right(self) -> bool:
        """Whether box and solver both say what the label says."""
        return self.boxed_right and self.solver_right


class Spent(Frozen):
    """What a trajectory took."""

    calls: tuple[str, ...] = ()
    """Request hashes of reasoner and intervener, in order."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    seconds: float = 0.0
    """Wall seconds of its healing."""


class Curated(Frozen):
    """A line of the ledger, and all that the lake keeps of one trajectory."""

    id: str
    """Hash of set, item, solver, reasoner and sample."""
    set: str
    item_id: str
    sample: int
    statement: str
    label: Label
    first: Trajectory
    """As the reasoner wrote it."""
    last: Trajectory
    """With hints, as far as it came."""
    fate: Fate
    answer_before: Answer
    answer_after: Answer
    interventions: tuple[Intervention, ...] = ()
    """Every look, in order."""
    tokens_before: int = 0
    tokens_after: int = 0
    hint_tokens: int = 0
    """Of the hints that stand in the last text."""
    spent: Spent = Spent()

    @property
    def hints(self) -> int:
        """Hints that were placed, those that a later cut took away included."""
        return sum(look.flaw is not None for look in self.interventions) - (self.fate is Fate.too_many_hints)


class CurateManifest(RunAccount):
    """What wrote a run's rows; written last."""

    spec: CurateSpec
    sets: tuple[SetRecord, ...]
    reasoner: str
    intervener: str
    """Empty: code alone looked."""
    trajectories: int
    golden: int
