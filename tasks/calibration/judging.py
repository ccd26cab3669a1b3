"""Runs written answers and has every checker look at each: no checker stops another, and nothing is repaired."""

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from schemas.candidate import Candidate
from schemas.frozen import Frozen
from schemas.plant import SIBLING
from schemas.solve import Limits
from schemas.step import SolvePurpose, SolveRecord
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.calibration.planting import HONEST, Order, Planter, Written, is_sound
from tasks.check.checks import CHECKS
from tasks.check.duplicate import find_duplicates
from tasks.check.subject import Subject, make_subject
from tasks.execution import run_candidate, with_answer
from tasks.sandbox.door import Door, open_door


class Judged(Frozen):
    """An answer with the verdicts of all checkers, in the order of a round."""

    kind: str
    """What the teacher was asked for; empty: an honest answer."""
    candidate: Candidate
    verdicts: tuple[Verdict, ...]
    not_plantable: int = 0
    """Children drawn before that offered no place for the error."""
    unsound: int = 0
    """Children drawn before that lack the outcome that they declare, even without the error."""
    sound: bool = True
    """For an honest answer: whether its problem has the outcome that it declares, so that it should pass."""
    cpu_seconds: float = 0.0
    """Processor time of the checkers together."""

    @property
    def failures(self) -> tuple[Verdict, ...]:
        """Verdicts of the checkers that reject it."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome is Outcome.failed)

    @property
    def caught(self) -> bool:
        """Whether any checker rejects it."""
        return bool(self.failures)

    def failed_by(self, checker: CheckerName) -> Verdict | None:
        """A checker's rejection."""
        return next((verdict for verdict in self.failures if verdict.checker is checker), None)


@dataclass(frozen=True)
class Run:
    """A written answer whose program was run."""

    written: Written
    candidate: Candidate
    records: tuple[SolveRecord, ...]


def calibrate(planter: Planter, wanted: Sequence[Order], threads: int = 1) -> list[Judged]:
    """Have all orders written, run and judged.

    Args:
        planter: asks the teacher.
        wanted: what is asked for.
        threads: programs that run at a time; writing and judging are done by one, so that their time can be told.
    """
    with ThreadPoolExecutor(threads) as pool:
        runs = list(pool.map(run_written, map(planter.write, wanted)))
    return list(judge_all(runs, planter.population))


def run_written(written: Written, limits: Limits = Limits(), door: Door | None = None) -> Run:
    """Run the program, then the captured model again; through this process's default door where none is given."""
    records = run_candidate(written.candidate, door or open_door(), limits)
    return Run(written, with_answer(written.candidate, records), records)


def judge_all(runs: Sequence[Run], population: Sequence[Candidate]) -> Iterator[Judged]:
    """Judge wrong answers each beside its parents, and honest ones together, as the children of one round."""
    honest = [run.candidate for run in runs if run.written.order.kind == HONEST]
    together = find_duplicates(honest, population)
    for run in runs:
        judged = judge_one(run)
        if run.written.order.kind == HONEST:
            verdicts = (*judged.verdicts[:-1], together[run.candidate.id])
            judged = judged.model_copy(update={"verdicts": verdicts, "sound": is_sound(run.candidate)})
        yield judged


def judge_one(run: Run) -> Judged:
    """All checkers on one answer, with its parents (and its sibling) as the population."""
    parents, candidate = run.written.parents, run.candidate
    sibling = [candidate.model_copy(update={"id": f"{candidate.id}-first"})]
    population = [*parents, *(sibling if run.written.order.kind == SIBLING else [])]
    solves = {record.purpose: record.solve for record in run.records}
    started = time.process_time()
    subject = make_subject(candidate, parents, solves[SolvePurpose.program], solves.get(SolvePurpose.resolve))
    verdicts = looked_at(subject)
    verdicts += find_duplicates([candidate], population).values()
    return Judged(
        kind=run.written.order.kind,
        candidate=candidate,
        verdicts=tuple(verdicts),
        not_plantable=run.written.not_plantable,
        unsound=run.written.unsound,
        cpu_seconds=time.process_time() - started,
    )


def looked_at(subject: Subject) -> list[Verdict]:
    """The verdicts of all rungs that look at one candidate, each with its seconds."""
    verdicts: list[Verdict] = []
    for check in CHECKS.values():
        started = time.perf_counter()
        verdict = check(subject)
        verdicts.append(verdict.model_copy(update={"seconds": time.perf_counter() - started}))
    return verdicts


def of_kind(judged: Iterable[Judged], kind: str) -> list[Judged]:
    """Answers of one kind."""
    return [answer for answer in judged if answer.kind == kind]
