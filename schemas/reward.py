"""A reward: what a completion of the policy earns, by which rule, and why."""

from enum import StrEnum

from pydantic import Field

from schemas.frozen import Frozen
from schemas.policy_question import PolicyQuestion
from schemas.score import Reason
from schemas.solve import DoorName, Limits, SolverName


class RewardName(StrEnum):
    """A published reward, or ours."""

    evom = "evom"
    """EVOM's: tags for up to 1, and 1 for the answer that the program prints."""
    storm = "storm"
    """STORM's: 1 for a boxed answer within relative 1e-3."""
    optmill = "optmill"
    """Ours: 1 for an answer that the captured model bears out, and nothing else earns anything."""


class RewardSpec(Frozen):
    """How completions are rewarded."""

    name: RewardName = Field(default=RewardName.optmill, description="The reward: evom, storm or optmill.")
    limits: Limits = Field(
        default=Limits(wall_seconds=10.0, memory_mib=2048),
        description="What one program may use; EVOM's 10 s and 2 GB.",
    )
    door: DoorName = Field(default=DoorName.auto, description="Where programs run.")
    slots: int = Field(default=0, ge=0, description="Programs at a time; 0: the number of usable cores.")
    host: str = Field(
        default="127.0.0.1", description="Address at which the trainer reaches the rewards; loopback for one machine."
    )


class Completed(Frozen):
    """A completion to be rewarded."""

    question: PolicyQuestion
    text: str
    """All that the policy said; of several turns the outputs that it was shown, too."""
    program: str | None = None
    """Of several turns: the last program that solved a model; None: it is read from the text."""


class Rewarded(Frozen):
    """What a completion earns."""

    reward: float
    form: float = 0.0
    """Of it, what the tags earn."""
    answer: float = 0.0
    """Of it, what the answer earns."""
    reason: Reason
    """Why the answer is right or wrong."""
    seconds: float = 0.0
    """Wall seconds until it was settled, waiting for a slot aside."""


class Earning(Frozen):
    """An answer of a policy and what it earned, as it is kept beside the policy."""

    question_id: str
    solver: SolverName
    label: str
    """The right answer."""
    text: str
    program: str | None
    reward: float
    form: float
    answer: float
    reason: Reason
    seconds: float
    settled: str
    """When, in ISO 8601; what was settled after the last checkpoint of a killed run was answered once more."""


class RewardedBatch(Frozen):
    """What the completions of a batch earn, in their order."""

    rewarded: tuple[Rewarded, ...]
    seconds: float
    """Wall seconds of the whole batch."""
    retries: int = 0
    """Times that a broken sandbox was tried again."""


class Output(Frozen):
    """What a block of code printed, as the policy is shown it."""

    text: str
    solved: bool
    """Whether it solved a model."""
