"""The figures of a curation: its funnel, what hints changed, which triggers were found, and by whom."""

from schemas.curate_run import Fate
from schemas.frozen import Frozen
from schemas.round import Interval
from schemas.trajectory import Trigger


class Funnel(Frozen):
    """What is left of the trajectories of a set, and what hints changed in them."""

    set: str
    """Empty: all sets together."""
    trajectories: int
    fates: dict[Fate, int]
    """Trajectories by what became of them; they add up to all."""
    right_before: Interval
    """Share that is right by box and solver as the reasoner wrote it."""
    right_after: Interval
    right: int
    """Right after hints: the funnel's middle (the paper: 443 of 549)."""
    golden: int
    hints: int
    hints_a_trajectory: float
    hint_token_share: float
    """Tokens of hints by all tokens of the last texts."""
    tokens_before: float
    """Mean length."""
    tokens_after: float
    executions_before: float
    executions_after: float

    @property
    def selection_rate(self) -> float:
        """Golden ones by all."""
        return self.golden / self.trajectories if self.trajectories else 0.0


class TriggerCount(Frozen):
    """How often a trigger was found in a set, at the nth look."""

    set: str
    look: int
    """From 0: the trajectory as the reasoner wrote it."""
    trigger: Trigger | None
    """None: nothing was found."""
    count: int
    looks: int
    """Usable looks of this number at trajectories of the set."""

    @property
    def share(self) -> float:
        """Of those looks."""
        return self.count / self.looks if self.looks else 0.0


class Agreement(Frozen):
    """How far two that look at the same trajectories agree on one trigger."""

    trigger: Trigger
    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def share(self) -> float:
        """Of all trajectories on which they agree."""
        every = self.both + self.first_only + self.second_only + self.neither
        return (self.both + self.neither) / every if every else 0.0

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: agreement beyond what chance would give (Cohen 1960); None: one of them never differs."""
        every = self.both + self.first_only + self.second_only + self.neither
        if not every:
            return None
        first, second = (self.both + self.first_only) / every, (self.both + self.second_only) / every
        chance = first * second + (1 - first) * (1 - second)
        return (self.share - chance) / (1 - chance) if chance < 1 else None
