"""What flow and trainer hand each other in a reinforcement: the job before, the result after; both are files."""

from schemas.frozen import Frozen
from schemas.reinforce_spec import ReinforceSpec
from schemas.trainer_result import TrainerResult


class PolicyJob(Frozen):
    """What the trainer is told."""

    spec: ReinforceSpec
    questions: str
    """File of questions; empty: they are asked of the reward service by number, without end."""
    held_out: str = ""
    """File of questions to be looked at; empty: none."""
    world_size: int
    """Processes that the launch must have."""


class PolicyResult(TrainerResult):
    """What a reinforcement leaves."""

    reward: float
    """Mean over the completions of the last line of metrics."""
    solved: float
    """Share of them whose answer is right."""
    held_out_solved: float | None = None
    """Share of right answers to the held-out questions in the end, sampled as in training; None without any."""
    completions: int
    """Completions that were trained on, of all processes, in all runs."""
    settled: int = 0
    """Those that were rewarded: these, and groups that dynamic sampling let go."""
    executions: int
    """Blocks of code that ran while the policy was answering, in all runs."""
    reward_seconds: float
    """Seconds that the first process waited for rewards, in all runs."""
