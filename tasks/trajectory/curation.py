"""All that the stages of one curation share: spec, problems, plan, ledger, teachers, door.

A curation is opened by its folder. Every answer of a teacher, every block that ran and every trajectory that came to
its end is appended to the ledger as it comes: one that is opened again goes on from there, and asks for nothing twice.
"""

import os
from functools import cached_property
from pathlib import Path

from schemas.benchmark_item import BenchmarkSet
from schemas.benchmark_run import Seat
from schemas.curate_run import Curated, Ran, Reasoned
from schemas.curate_spec import CurateSpec
from schemas.frozen import content_hash
from schemas.intervention import Inspection
from schemas.rule import Rule
from schemas.teacher_spec import TeacherSpec
from schemas.trajectory import Execution
from tasks.call_book import CallBook
from tasks.ledger import append_line, read_lines
from tasks.opened import Opened
from tasks.run_folder import SPEC, RunFolder
from tasks.sandbox.door import Door, open_door
from tasks.scoring.examiner import open_examiner
from tasks.scoring.rules import RULES
from tasks.scoring.scorer import Scorer
from tasks.teacher.faculty import open_teacher
from tasks.teacher.record import Record
from tasks.teacher.recorded import Recorded
from tasks.trajectory.problems import load_problems
from tasks.trajectory.reasoner import executed
from tasks.trajectory.tokens import Count, counter

REASONED, CURATED, RAN = "reasoned", "curated", "ran"
"""Files of a shard's ledger."""


class Curation(RunFolder):
    """One run in the making."""

    def __init__(self, folder: Path) -> None:
        """Open a run's folder, which holds `spec.json`."""
        self.spec = CurateSpec.model_validate_json((folder / SPEC).read_text())
        super().__init__(folder, self.spec.lake)
        self.reasoned_count = self.curated_count = 0
        """How many are there, as far as this process has seen."""

    @cached_property
    def sets(self) -> tuple[BenchmarkSet, ...]:
        """The problems."""
        return load_problems(self.spec)

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """All trajectories that are to be had, in order."""
        spec = self.spec
        wanted = [(*place, sample) for place in self.items for sample in range(spec.samples)]
        return tuple(
            Seat(
                id=content_hash([name, item_id, spec.solver.value, spec.reasoner.model, sample]),
                number=number,
                set=name,
                item_id=item_id,
                solver=spec.solver,
                sample=sample,
            )
            for number, (name, item_id, sample) in enumerate(wanted)
        )

    def done(self) -> tuple[tuple[str, int], ...]:
        """How many are reasoned, and healed."""
        return (("reasoned", self.reasoned_count), ("healed", self.curated_count))

    @cached_property
    def record(self) -> Record:
        """Answers of this run, and of the lake."""
        return Record(self.ledger.calls(), (self.lake,))

    @cached_property
    def book(self) -> CallBook:
        """Where answers are kept."""
        return CallBook(self.ledger.call_file)

    @cached_property
    def reasoner(self) -> Recorded:
        """Who reasons."""
        return self.recorded(self.spec.reasoner)

    @cached_property
    def intervener(self) -> Recorded | None:
        """Who looks; None: code alone does."""
        return None if self.spec.inspection is Inspection.code else self.recorded(self.spec.intervener)

    def recorded(self, teacher: TeacherSpec) -> Recorded:
        """A teacher whose answers are kept."""
        return Recorded(open_teacher(teacher), self.record, self.book.append)

    @cached_property
    def door(self) -> Door:
        """Where blocks run."""
        return open_door(self.spec.door, self.slots)

    @cached_property
    def scorer(self) -> Scorer:
        """Confirms the answers of trajectories that may be golden."""
        return Scorer(self.door, open_examiner(), self.spec.limits, (self.rule,))

    @property
    def rule(self) -> Rule:
        """What makes an answer right."""
        return RULES[self.spec.rule]

    @property
    def tokens(self) -> Count:
        """What counts tokens."""
        return counter(self.spec.tokenizer)

    @property
    def slots(self) -> int:
        """Programs that may run at a time."""
        return self.spec.slots or os.cpu_count() or 1

    @property
    def shards(self) -> int:
        """Shards of the run."""
        return self.spec.shard_count(len(self.seats))

    def reasoned(self, shard: int) -> dict[str, Reasoned]:
        """Trajectories of a shard as they were reasoned, by seat."""
        return {line.seat_id: line for line in read_lines(self.ledger.file(shard, REASONED), Reasoned)}

    def keep_reasoned(self, shard: int, line: Reasoned) -> None:
        """Append one to the ledger."""
        append_line(self.ledger.file(shard, REASONED), line)
        self.reasoned_count += 1

    def curated(self, shard: int) -> dict[str, Curated]:
        """What a shard's trajectories came to, by seat."""
        return {line.id: line for line in read_lines(self.ledger.file(shard, CURATED), Curated)}

    def keep_curated(self, shard: int, line: Curated) -> None:
        """Append one to the ledger."""
        append_line(self.ledger.file(shard, CURATED), line)
        self.curated_count += 1


class Interpreter:
    """Runs the blocks of a shard's trajectories; one that ran before the run was killed gives what it gave then."""

    def __init__(self, curation: Curation, shard: int) -> None:
        """Take the run, and what its ledger holds."""
        self.curation = curation
        self.file = curation.ledger.file(shard, RAN)
        self.known = {line.key: line.execution for line in read_lines(self.file, Ran)}

    def run(self, seat: Seat, text: str, source: str) -> Execution:
        """What a block comes to."""
        key = content_hash([seat.id, text], digits=32)
        if key in self.known:
            return self.known[key]
        spec = self.curation.spec
        found = executed(spec, source, self.curation.door.run_program(source, seat.solver, spec.limits))
        append_line(self.file, Ran(key=key, execution=found))
        self.known[key] = found
        return found


_opened = Opened(Curation)
open_curation, open_shard, close_curation = _opened.open, _opened.shard, _opened.close
