"""How far the rounds that run in this process have come."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from weakref import WeakKeyDictionary

from schemas.candidate import Stage
from schemas.frozen import Frozen
from schemas.step import Step
from tasks.tail import Tail
from tasks.workshop import STAGES, Workshop, workshops


class StageProgress(Frozen):
    """One stage of a round: how many went through, and how many it stopped."""

    stage: Stage
    done: int
    rejected: int


@dataclass
class Watch:
    """A file of the ledger that another process writes, and what it told so far."""

    tail: Tail[Step]
    done: int = 0
    rejected: Counter[str] = field(default_factory=Counter[str])


_watches: WeakKeyDictionary[Workshop, dict[Path, Watch]] = WeakKeyDictionary()


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
    """Count a round's ledger: as it stands in memory, and what was done in other processes as it stands on the disk."""
    left_out = Stage.mutate if workshop.round == 0 else Stage.check_answer
    done: Counter[Stage] = Counter()
    rejected: Counter[Stage] = Counter()
    for number in range(workshop.spec.shard_count()):
        count = count_memory if number in workshop.shards else count_disk
        count(workshop, number, done, rejected)
    return RoundProgress(
        campaign=workshop.spec.campaign,
        round=workshop.round,
        children=workshop.spec.children,
        stages=tuple(StageProgress(stage=s, done=done[s], rejected=rejected[s]) for s in STAGES if s is not left_out),
    )


def count_memory(workshop: Workshop, number: int, done: Counter[Stage], rejected: Counter[Stage]) -> None:
    """Add a shard that this process works on."""
    shard = workshop.shards[number]
    for stage in STAGES:
        done[stage] += len(shard.steps[stage])
    for candidate in list(shard.candidates.values()):
        if candidate.rejected_stage:
            rejected[candidate.rejected_stage] += 1


def count_disk(workshop: Workshop, number: int, done: Counter[Stage], rejected: Counter[Stage]) -> None:
    """Add a shard that other processes work on."""
    for stage in STAGES:
        path = workshop.ledger.file(number, stage)
        watch = _watches.setdefault(workshop, {}).setdefault(path, Watch(Tail(path, Step)))
        for step in watch.tail.news():
            watch.done += 1
            watch.rejected.update(filter(None, [step.update.get("rejected_stage")]))
        done[stage] += watch.done
        for name, count in watch.rejected.items():
            rejected[Stage(name)] += count
