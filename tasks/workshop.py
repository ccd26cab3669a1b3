"""All that the stages of one round share: spec, plan, population, ledger, teacher.

A workshop is opened by its folder, so that any process that sees the folder can carry a shard on. What a stage did
is appended to the ledger before the next stage sees it; a workshop that is opened again starts from the ledger.
"""

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from schemas.candidate import Candidate, Stage
from schemas.round import Birth
from schemas.spec import EvolveSpec
from schemas.step import Step
from schemas.verdict import CheckerName, Verdict
from tasks.call_book import CallBook
from tasks.check.case import Case
from tasks.decontaminate import without_benchmarks
from tasks.inspection import inspect
from tasks.lake.lake import Lake
from tasks.ledger import Ledger
from tasks.population import read_population
from tasks.sandbox.door import Door, open_door
from tasks.seed_file import bare_candidate, seed_candidate
from tasks.teacher.faculty import Faculty

STAGES = tuple(Stage)


class Workshop:
    """One round in the making."""

    def __init__(self, folder: Path) -> None:
        """Open a round's folder, which holds `spec.json` and, once planned, the plan."""
        self.folder = folder
        self.round = int(folder.name.rpartition("=")[2])
        self.spec = EvolveSpec.model_validate_json((folder / "spec.json").read_text())
        self.ledger = Ledger(folder)
        self.lake = Lake(self.spec.lake)
        self.lock = threading.Lock()
        self.shards: dict[int, Shard] = {}
        self.exit = ExitStack()
        self.held = False

    @cached_property
    def births(self) -> tuple[Birth, ...]:
        """The plan of the round: what is to be made. Seeds that lack nothing are there already."""
        return tuple(birth for birth in self.ledger.plan() or () if not self.is_whole(birth))

    @cached_property
    def population(self) -> dict[str, Candidate]:
        """Accepted problems of earlier rounds, seeds included, by id; in round 0 the seeds that lack nothing."""
        members = read_population(self.lake, self.spec.campaign, self.round)
        seeds = [seed for seed in self.whole_seeds if seed.is_alive()]
        return {member.id: member for member in (*members, *seeds)}

    @cached_property
    def whole_seeds(self) -> tuple[Candidate, ...]:
        """In round 0, the seeds that lack nothing."""
        whole = [(birth.given, birth.number) for birth in self.ledger.plan() or () if self.is_whole(birth)]
        seeds = [seed_candidate(seed, self.spec.campaign, number) for seed, number in whole if seed]
        return tuple(without_benchmarks(self.spec, seeds))

    def is_whole(self, birth: Birth) -> bool:
        """Whether a birth is that of a seed that lacks nothing."""
        return birth.given is not None and not birth.given.lacks(self.spec.formulation)

    @cached_property
    def faculty(self) -> Faculty:
        """Who writes and judges; opened by the first shard."""
        return Faculty(self.spec, self.ledger.calls(), CallBook(self.ledger.call_file).append)

    @cached_property
    def door(self) -> Door:
        """Where programs run."""
        return open_door(self.spec.door, self.program_slots)

    @cached_property
    def begun(self) -> int:
        """When the round was planned, in nanoseconds: tells it from an earlier one in the same folder."""
        return (self.folder / "plan.jsonl").stat().st_mtime_ns

    def hold(self) -> None:
        """Keep other processes out of this round until it is closed.

        Raises:
            LedgerError: another process works on it; the message names it.
        """
        if not self.held:
            self.exit.enter_context(self.ledger.exclusive())
            self.held = True

    @property
    def program_slots(self) -> int:
        """Programs that may run at a time."""
        return self.spec.slots or os.cpu_count() or 1

    def parents(self, candidate: Candidate) -> tuple[Candidate, ...]:
        """The parents of a candidate, in order."""
        return tuple(self.population[parent_id] for parent_id in candidate.parent_ids)

    def shard(self, number: int) -> "Shard":
        """One shard, loaded from the ledger when it is first asked for."""
        with self.lock:
            if number not in self.shards:
                births = [b for b in self.births if b.number % self.spec.shard_count() == number]
                self.shards[number] = Shard(self, number, births)
            return self.shards[number]


class Shard:
    """Some of a round's candidates, each in its present state."""

    def __init__(self, workshop: Workshop, number: int, births: Iterable[Birth]) -> None:
        """Replay the ledger over the births."""
        self.workshop = workshop
        self.number = number
        self.births = {birth.id: birth for birth in births}
        self.candidates = {birth.id: newborn(birth, workshop) for birth in self.births.values()}
        self.steps: dict[Stage, dict[str, Step]] = {}
        self.inspections: dict[tuple[str, int], dict[CheckerName, Verdict]] = {}
        self.lock = threading.Lock()
        for stage in STAGES:
            self.steps[stage] = dict(workshop.ledger.steps(number, stage))
            for step in self.steps[stage].values():
                self.advance(step)
        self.teacher = workshop.faculty

    @property
    def teacher_threads(self) -> int:
        """Candidates of this shard that may be with a teacher at a time; one that never waits needs few threads."""
        return max(self.teacher.threads, self.workshop.program_slots)

    def advance(self, step: Step) -> None:
        """Apply what a stage changed."""
        if step.update:
            candidate = self.candidates[step.candidate_id]
            changed = {name: getattr(candidate, name) for name in type(candidate).model_fields} | step.update
            self.candidates[step.candidate_id] = Candidate.model_validate(changed)

    def record(self, step: Step) -> None:
        """Append a step to the ledger, then let it count."""
        self.workshop.ledger.append_step(self.number, step)
        with self.lock:
            self.steps[step.stage][step.candidate_id] = step
            self.advance(step)

    def waiting(self, stage: Stage) -> list[Candidate]:
        """Candidates that are alive and have not been through a stage."""
        done = self.steps[stage]
        return [c for c in self.candidates.values() if c.is_alive() and c.id not in done]

    def verdicts(self, candidate_id: str) -> list[Verdict]:
        """All verdicts on a candidate so far, in the order of the stages."""
        return [v for stage in STAGES if (s := self.steps[stage].get(candidate_id)) for v in s.verdicts]

    def case(self, candidate: Candidate) -> Case:
        """What the solution's checkers look at."""
        solves = {record.purpose.value: record.solve for record in self.steps[Stage.execute][candidate.id].solves}
        return Case(candidate, self.workshop.parents(candidate), solves.get("program"), solves.get("resolve"))

    def inspected(self, case: Case, checkers: Sequence[CheckerName]) -> dict[CheckerName, Verdict]:
        """The verdicts of the solution's embedded checkers, of which the stages ask one after the other.

        Args:
            case: of one candidate; a solution has its number of the attempt for itself.
            checkers: all that will be asked for.
        """
        key = (case.candidate.id, case.attempt)
        if key not in self.inspections:
            active = self.workshop.spec.active_checkers
            self.inspections[key] = inspect(case, [checker for checker in checkers if checker in active])
        return self.inspections[key]

    def for_each(self, stage: Stage, act: Callable[[Candidate], Step], threads: int = 1) -> int:
        """Take every waiting candidate through a stage, each for itself; returns how many.

        Args:
            stage: whose ledger file the steps go to.
            act: what is done to one candidate; what it raises is the world's failure and stops the shard.
            threads: candidates at a time.
        """
        waiting = self.waiting(stage)
        if threads == 1 or len(waiting) < 2:
            for candidate in waiting:
                self.record(act(candidate))
            return len(waiting)
        with ThreadPoolExecutor(min(threads, len(waiting)), thread_name_prefix=stage) as pool:
            futures = [pool.submit(act, candidate) for candidate in waiting]
            try:
                for future in as_completed(futures):
                    self.record(future.result())
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return len(waiting)


def newborn(birth: Birth, workshop: Workshop) -> Candidate:
    """The candidate before any stage."""
    if birth.given:
        seed = bare_candidate(birth.given, workshop.spec.campaign, birth.number)
        return seed.model_copy(update={"spec_hash": workshop.spec.spec_hash()})
    parents = [workshop.population[parent_id] for parent_id in birth.parent_ids]
    return Candidate(
        id=birth.id,
        campaign=workshop.spec.campaign,
        round=workshop.round,
        number=birth.number,
        generation=1 + max(parent.generation for parent in parents),
        strategy=birth.strategy,
        operator=birth.operator,
        parent_ids=birth.parent_ids,
        seed_ids=tuple(sorted({seed for parent in parents for seed in parent.seed_ids})),
        family="+".join(dict.fromkeys(parent.family for parent in parents)),
        licence=" AND ".join(dict.fromkeys(parent.licence for parent in parents)),
        spec_hash=workshop.spec.spec_hash(),
        plant=birth.plant,
    )


_open: dict[Path, Workshop] = {}
_open_lock = threading.Lock()


def open_workshop(folder: str | Path) -> Workshop:
    """The workshop of a round's folder, one a process."""
    with _open_lock:
        path = Path(folder)
        if path not in _open:
            _open[path] = Workshop(path)
        return _open[path]


def workshops() -> list[Workshop]:
    """Rounds that are open in this process."""
    with _open_lock:
        return list(_open.values())


def close_workshop(folder: str | Path) -> None:
    """Forget a round that was published."""
    with _open_lock:
        if workshop := _open.pop(Path(folder), None):
            workshop.exit.close()


def open_shard(path: str) -> Shard:
    """The shard of a path such as `…/round=1/shard-03`, which is what travels between tasks."""
    folder, _, name = path.rpartition("/")
    return open_workshop(folder).shard(int(name.removeprefix("shard-")))
