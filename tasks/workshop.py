"""All that the stages of one round share: spec, plan, population, ledger, teacher.

A workshop is opened by its folder, so that any process that sees the folder can carry a shard on. What a stage did
is appended to the ledger before the next stage sees it; a workshop that is opened again starts from the ledger, and a
shard whose last stage ran in another process takes in what that one did.
"""

import fcntl
import logging
import os
import socket
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, contextmanager, nullcontext
from functools import cached_property
from pathlib import Path

from schemas.candidate import Candidate, Stage
from schemas.holder import Holder
from schemas.round import Birth
from schemas.spec import EvolveSpec
from schemas.step import Step
from schemas.teacher import Completion
from schemas.verdict import CheckerName, Verdict
from tasks.call_book import CallBook
from tasks.check.case import Case
from tasks.cluster import asked_workers, share_of
from tasks.decontaminate import without_benchmarks
from tasks.inspection import inspect
from tasks.lake.lake import Lake
from tasks.ledger import Ledger
from tasks.newborn import newborn
from tasks.population import read_population
from tasks.sandbox.door import Door, open_door
from tasks.seed_file import seed_candidate
from tasks.side_by_side import as_done
from tasks.tail import Tail
from tasks.teacher.faculty import Faculty
from tasks.tenure import Tenure, locked

STAGES = tuple(Stage)

log = logging.getLogger("optmill.round")
log.setLevel(logging.INFO)  # few lines, for whoever hands them on: Prefect, where it is told to


class Workshop:
    """One round in the making."""

    def __init__(self, folder: Path, run: str = "") -> None:
        """Open a round's folder, which holds `spec.json` and, once planned, the plan.

        Args:
            folder: of the round.
            run: the run of another process that this one works for; empty where the round is this process's own.
        """
        self.folder = folder
        self.round = int(folder.name.rpartition("=")[2])
        self.spec = EvolveSpec.model_validate_json((folder / "spec.json").read_text())
        self.ledger = Ledger(folder)
        self.lake = Lake(self.spec.lake)
        self.lock = threading.Lock()
        self.shards: dict[int, Shard] = {}
        self.tenure = Tenure(folder)
        self.run = run

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
        book = CallBook(self.ledger.call_file, self.workers if self.run else 1)
        own = {call.request_hash: call for call in book.news()}

        def keep(completion: Completion) -> None:
            with self.writing(orphaned=True):
                book.append(completion)

        return Faculty(self.share, own, keep, book)

    @cached_property
    def door(self) -> Door:
        """Where programs run."""
        return open_door(self.spec.door, self.program_slots)

    @cached_property
    def spec_hash(self) -> str:
        """Of the round's spec; worked out once, for all candidates."""
        return self.spec.spec_hash()

    @cached_property
    def active_checkers(self) -> frozenset[CheckerName]:
        """Checkers that are on; looked up many times a candidate."""
        return frozenset(self.spec.active_checkers)

    @cached_property
    def begun(self) -> int:
        """When the round was planned, in nanoseconds: tells it from an earlier one in the same folder."""
        return (self.folder / "plan.jsonl").stat().st_mtime_ns

    def hold(self, run: str = "") -> None:
        """Keep other processes out of this round until it is closed, but for those that work for a run of ours.

        Raises:
            LedgerError: another process works on it; the message names it.
            WorkersError: they can't share the limits.
        """
        workers = asked_workers()
        share_of(self.spec, workers)
        folder = str(Path.cwd())
        self.tenure.take(
            Holder(process=os.getpid(), host=socket.gethostname(), run=run, workers=workers, folder=folder)
        )

    @property
    def workers(self) -> int:
        """Processes that share the work."""
        holder = self.tenure.holder()
        return holder.workers if holder else 1

    @cached_property
    def share(self) -> EvolveSpec:
        """The spec with this process's share of the limits."""
        return share_of(self.spec, self.workers)

    @contextmanager
    def writing(self, orphaned: bool = False) -> Generator[None]:
        """Let this process write to the round; RoundLost where it may not, as `Tenure.writing`."""
        with self.tenure.writing(self.run, orphaned) if self.run else nullcontext():
            yield

    @property
    def program_slots(self) -> int:
        """Programs that may run at a time."""
        return self.share.slots or os.cpu_count() or 1

    def parents(self, candidate: Candidate) -> tuple[Candidate, ...]:
        """The parents of a candidate, in order."""
        return tuple(self.population[parent_id] for parent_id in candidate.parent_ids)

    def shard(self, number: int) -> "Shard":
        """One shard as the ledger has it."""
        with self.lock:
            if number not in self.shards:
                births = [b for b in self.births if b.number % self.spec.shard_count() == number]
                self.shards[number] = Shard(self, number, births)
        self.shards[number].catch_up()
        return self.shards[number]


class Shard:
    """Some of a round's candidates, each in its present state."""

    def __init__(self, workshop: Workshop, number: int, births: Iterable[Birth]) -> None:
        """Begin with the births; `catch_up` replays the ledger over them."""
        self.workshop = workshop
        self.number = number
        self.births = {birth.id: birth for birth in births}
        self.candidates = {birth.id: newborn(birth, workshop) for birth in self.births.values()}
        self.tails = {stage: Tail(workshop.ledger.file(number, stage), Step) for stage in STAGES}
        self.steps: dict[Stage, dict[str, Step]] = {stage: {} for stage in STAGES}
        self.inspections: dict[tuple[str, int], dict[CheckerName, Verdict]] = {}
        self.lock = threading.Lock()
        self.teacher = workshop.faculty

    @property
    def teacher_threads(self) -> int:
        """Candidates of this shard that may be with a teacher at a time; one that never waits needs few threads."""
        return max(self.teacher.threads, self.workshop.program_slots)

    def catch_up(self) -> None:
        """Take in what was done to the shard since the last look: in another process, or before this one began."""
        with self.lock:
            for stage, tail in self.tails.items():
                for step in {step.candidate_id: step for step in tail.news()}.values():
                    self.steps[stage][step.candidate_id] = step
                    self.advance(step)

    def advance(self, step: Step) -> None:
        """Apply what a stage changed."""
        if step.update:
            candidate = self.candidates[step.candidate_id]
            changed = {name: getattr(candidate, name) for name in type(candidate).model_fields} | step.update
            self.candidates[step.candidate_id] = Candidate.model_validate(changed)

    def replay(self, candidate_id: str) -> None:
        """Apply a candidate's steps in the stages' order: one of them was lost, and made again after later ones."""
        self.candidates[candidate_id] = newborn(self.births[candidate_id], self.workshop)
        for stage in STAGES:
            if step := self.steps[stage].get(candidate_id):
                self.advance(step)

    def record(self, step: Step) -> None:
        """Append a step to the ledger, then let it count."""
        with self.workshop.writing():
            span = self.workshop.ledger.append_step(self.number, step)
        self.tails[step.stage].appended(span)
        with self.lock:
            self.steps[step.stage][step.candidate_id] = step
            self.advance(step)
            if any(step.candidate_id in self.steps[later] for later in STAGES[STAGES.index(step.stage) + 1 :]):
                self.replay(step.candidate_id)
        if step.update.get("rejected_stage"):
            log.info("%s rejected at %s: %s", step.candidate_id, step.stage.value, step.update["rejected_reason"])

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
            on = [checker for checker in checkers if checker in self.workshop.active_checkers]
            self.inspections[key] = inspect(case, on)
        return self.inspections[key]

    def for_each(self, stage: Stage, act: Callable[[Candidate], Step], threads: int = 1) -> int:
        """Take every waiting candidate through a stage, each for itself; returns how many.

        One process at a time works on a shard: one that was taken for dead, and lives, is waited for.

        Args:
            stage: whose ledger file the steps go to.
            act: what is done to one candidate; what it raises is the world's failure and stops the shard.
            threads: candidates at a time.
        """
        with locked(self.workshop.ledger.file(self.number, "shard").with_suffix(".lock"), fcntl.LOCK_EX):
            self.catch_up()
            waiting = self.waiting(stage)
            if threads == 1 or len(waiting) < 2:
                for candidate in waiting:
                    self.record(act(candidate))
            else:
                self.act_on(waiting, act, min(threads, len(waiting)))
        return len(waiting)

    def act_on(self, waiting: list[Candidate], act: Callable[[Candidate], Step], threads: int) -> None:
        """Act on so many candidates at a time; what one raises stops the others."""
        with closing(as_done(act, waiting, threads)) as steps:
            for step in steps:
                self.record(step)


_open: dict[Path, Workshop] = {}
_open_lock = threading.Lock()


def open_workshop(folder: str | Path) -> Workshop:
    """The workshop of a round's folder, one a process."""
    with _open_lock:
        path = Path(folder)
        if path not in _open:
            _open[path] = Workshop(path)
        return _open[path]


def join_workshop(folder: str | Path, run: str) -> Workshop:
    """The workshop of a round that this process holds, or works at for a run of the process that does.

    A run that goes on with a round finds a workshop of its own, whatever this process did for an earlier one; rounds of
    the campaign that it worked at before are forgotten.

    Raises:
        RoundLost: the run does not hold the round, or no longer.
        LedgerError: this process would look for the spec's files in another folder.
    """
    path = Path(folder)
    with _open_lock:
        if (known := _open.get(path)) and known.tenure.descriptor is not None:
            return known
        joined = known if known and known.run == run else Workshop(path, run)
        joined.tenure.admit(run)
        for other in [other for other in _open if other.parent == path.parent]:
            del _open[other]
        _open[path] = joined
        return joined


def workshops() -> list[Workshop]:
    """Rounds that are open in this process."""
    with _open_lock:
        return list(_open.values())


def close_workshop(folder: str | Path) -> None:
    """Forget a round that was published."""
    with _open_lock:
        if workshop := _open.pop(Path(folder), None):
            workshop.tenure.release()


def open_shard(path: str) -> Shard:
    """The shard of a path such as `…/round=1/shard-03`, which is what travels between tasks."""
    return open_workshop(Path(path).parent).shard(number_of(Path(path)))


def number_of(shard: Path) -> int:
    """The number of a shard, by its folder."""
    return int(shard.name.removeprefix("shard-"))
