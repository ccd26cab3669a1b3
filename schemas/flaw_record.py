"""The flaws of one finished trajectory, as code, a judge, and perhaps a person see them; and what they add up to."""

from schemas.frozen import Frozen
from schemas.label import Label
from schemas.trajectory import FlawGroup, Trajectory, Trigger


class Finished(Frozen):
    """A finished trajectory that is to be classified."""

    checkpoint: str
    set: str
    item_id: str
    sample: int = 0
    statement: str
    label: Label
    trajectory: Trajectory
    labelled: tuple[Trigger, ...] | None = None
    """What a person found; None: nobody looked."""


class FlawRecord(Frozen):
    """What was found in one trajectory."""

    checkpoint: str
    set: str
    item_id: str
    sample: int = 0
    by_code: tuple[Trigger, ...] = ()
    by_judge: tuple[Trigger, ...] | None = None
    """The graver first, two at most; None: no judge, or none that gave an answer that can be read."""
    labelled: tuple[Trigger, ...] | None = None
    complaint: str = ""
    """Why the judge's answer is missing."""
    calls: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[Trigger, ...]:
        """By the judge where there is one, else by code."""
        return self.by_code if self.by_judge is None else self.by_judge


class FlawRate(Frozen):
    """Flaws of a group by trajectory, of one checkpoint on one set."""

    checkpoint: str
    set: str
    """Empty: the mean over the sets, each counting the same."""
    group: FlawGroup
    trajectories: int
    flaws_each: float


class TriggerRate(Frozen):
    """Share of a checkpoint's trajectories on a set that have a trigger."""

    checkpoint: str
    set: str
    trigger: Trigger
    count: int
    trajectories: int

    @property
    def share(self) -> float:
        """Of all."""
        return self.count / self.trajectories if self.trajectories else 0.0
