"""All that the stages of one benchmark run share: spec, sets, plan, ledger, door.

A run is opened by its folder, as a round is. What was answered and what was scored is appended to the ledger as it
comes, so that a run that is opened again goes on from there.
"""

import os
from functools import cached_property
from pathlib import Path

from schemas.benchmark_item import BenchmarkSet
from schemas.benchmark_run import Answered, Seat
from schemas.benchmark_spec import BenchmarkSpec
from schemas.frozen import content_hash
from schemas.label import Label
from schemas.rollout import Answering, Rollout
from schemas.rule import Flip, Rule
from tasks.benchmarks.loading import load_labels, load_sets
from tasks.ledger import append_line, read_lines
from tasks.opened import Opened
from tasks.run_folder import SPEC, RunFolder
from tasks.sandbox.door import Door, open_door
from tasks.scoring.examiner import open_examiner
from tasks.scoring.rules import RULES
from tasks.scoring.scorer import Scorer

Labels = dict[str, Label]
"""An item's labels by label set."""


class BenchmarkRun(RunFolder):
    """One run in the making."""

    def __init__(self, folder: Path) -> None:
        """Open a run's folder, which holds `spec.json`."""
        self.spec = BenchmarkSpec.model_validate_json((folder / SPEC).read_text())
        super().__init__(folder, self.spec.lake)
        self.answers = self.scored = 0
        """How many are there, as far as this process has seen."""

    @cached_property
    def sets(self) -> tuple[BenchmarkSet, ...]:
        """The questions."""
        return load_sets(self.spec)

    @cached_property
    def label_sets(self) -> tuple[BenchmarkSet, ...]:
        """Further answers to the same questions."""
        return load_labels(self.spec, self.sets)

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """All answers that are to be had, in order."""
        return tuple(plan_seats(self.spec, self.sets))

    def done(self) -> tuple[tuple[str, int], ...]:
        """How many are answered, and scored."""
        return (("answered", self.answers), ("scored", self.scored))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Rules to score by: the named one and those that need no further run of a program, or all."""
        return tuple(
            rule
            for rule in RULES.values()
            if self.spec.matrix or rule.name == self.spec.rule or rule.flip is not Flip.source
        )

    @cached_property
    def other_labels(self) -> dict[str, dict[str, Label]]:
        """Labels of further sets by question, then by set."""
        found: dict[str, dict[str, Label]] = {}
        for each in self.label_sets:
            for item in each.items:
                found.setdefault(normal(item.question), {})[each.name] = item.label
        return found

    @cached_property
    def door(self) -> Door:
        """Where programs run."""
        return open_door(self.spec.door, self.slots)

    @cached_property
    def scorer(self) -> Scorer:
        """Runs answers and looks at their models."""
        return Scorer(self.door, open_examiner(), self.spec.limits, self.rules)

    @property
    def slots(self) -> int:
        """Programs that may run at a time."""
        return self.spec.slots or os.cpu_count() or 1

    @property
    def shards(self) -> int:
        """Shards of the run."""
        return self.spec.shard_count(len(self.seats))

    def labels_of(self, seat: Seat) -> Labels:
        """All labels of a seat's item by label set, its own first."""
        item = self.item_of(seat)
        return {seat.set: item.label} | self.other_labels.get(normal(item.question), {})

    def answered(self, shard: int) -> dict[str, Answering]:
        """What a shard's ledger holds of answers, by seat."""
        lines = read_lines(self.ledger.file(shard, "answers"), Answered)
        return {line.seat_id: line.answering for line in lines}

    def keep_answer(self, shard: int, answered: Answered) -> None:
        """Append an answer to the ledger."""
        append_line(self.ledger.file(shard, "answers"), answered)
        self.answers += 1

    def rollouts(self, shard: int) -> dict[str, Rollout]:
        """What a shard's ledger holds of rollouts, by seat."""
        return {rollout.id: rollout for rollout in read_lines(self.ledger.file(shard, "rollouts"), Rollout)}

    def keep_rollout(self, shard: int, rollout: Rollout) -> None:
        """Append a rollout to the ledger."""
        append_line(self.ledger.file(shard, "rollouts"), rollout)
        self.scored += 1


def plan_seats(spec: BenchmarkSpec, sets: tuple[BenchmarkSet, ...]) -> list[Seat]:
    """A seat for each set, item, solver and sample."""
    wanted = [
        (each.name, item.id, solver, sample)
        for each in sets
        for item in each.items
        for solver in spec.solvers
        for sample in range(len(item.completions) if spec.completions else spec.samples)
    ]
    return [
        Seat(
            id=content_hash([name, item_id, solver.value, spec.model.model, sample]),
            number=number,
            set=name,
            item_id=item_id,
            solver=solver,
            sample=sample,
        )
        for number, (name, item_id, solver, sample) in enumerate(wanted)
    ]


def normal(question: str) -> str:
    """A question without what differs between copies of it: case, blanks, and line ends that were spelled out."""
    return " ".join(question.replace("\\n", " ").split()).casefold()


_opened = Opened(BenchmarkRun)
open_run, open_shard, close_run = _opened.open, _opened.shard, _opened.close
