"""How far the rounds that run in this process have come."""

from collections import Counter

from schemas.candidate import Stage
from schemas.frozen import Frozen
from tasks.workshop import STAGES, Workshop, workshops


class StageProgress(Frozen):
    """One stage of a round: how many went through, and how many it stopped."""

    stage: Stage
    done: int
    rejected: int


class RoundProgress(Frozen):
    """A round in the making."""

    campaign: str
    round: int
    children: int
    stages: tuple[StageProgress, ...]


def rounds_in_progress() -> list[RoundProgress]:
    """Rounds that are open in this process."""
    return [round_progress(workshop) for workshop in workshops()]


def round_progress(workshop: Workshop) -> RoundProgress:
    """Count a round's ledger, as it stands in memory."""
    left_out = Stage.mutate if workshop.round == 0 else Stage.check_answer
    done: Counter[Stage] = Counter()
    rejected: Counter[Stage] = Counter()
    for shard in list(workshop.shards.values()):
        for stage in STAGES:
            done[stage] += len(shard.steps.get(stage, {}))
        for candidate in list(shard.candidates.values()):
            if candidate.rejected_stage:
                rejected[candidate.rejected_stage] += 1
    return RoundProgress(
        campaign=workshop.spec.campaign,
        round=workshop.round,
        children=workshop.spec.children,
        stages=tuple(StageProgress(stage=s, done=done[s], rejected=rejected[s]) for s in STAGES if s is not left_out),
    )
