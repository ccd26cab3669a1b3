"""Makes trials: answers of one kind, written, run and looked at by every rung."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Protocol

from schemas.calibration import PROCEDURAL, CalibrationSpec, Trial
from schemas.candidate import Candidate
from schemas.plant import KINDS
from schemas.solve import Solve
from schemas.spec import EvolveSpec
from schemas.verdict import Verdict
from tasks.calibration.judging import Judged, Run, judge_all, looked_at, run_written
from tasks.calibration.planting import HONEST, Order, Planter, Written
from tasks.calibration.users import Own, honest_program, planted_programs
from tasks.check.subject import Subject
from tasks.procedural.teacher import ProceduralTeacher
from tasks.sandbox.door import open_door
from tasks.seed_file import read_seeds, seed_candidates

Heard = tuple[list[Verdict], dict[str, float]]
"""Verdicts on a candidate, and what each cost in US dollars, by checker."""


class Judge(Protocol):
    """Whoever is asked beside the rungs."""

    threads: int
    """Candidates that it may usefully look at together."""

    def look(self, candidate: Candidate, solve: Solve | None) -> Heard:
        """What it says of a candidate."""
        ...


def new_planter(spec: CalibrationSpec) -> Planter:
    """Who writes procedural answers, from the seeds that ship."""
    population = seed_candidates(read_seeds(), "calibration")
    return Planter(ProceduralTeacher(), population, EvolveSpec(solver=spec.solver))


def kinds_of(spec: CalibrationSpec) -> tuple[str, ...]:
    """Kinds that are planted, honest answers last."""
    return (*(spec.kinds or KINDS), *((HONEST,) if spec.clean else ()))


def procedural_trials(
    spec: CalibrationSpec, kind: str, planter: Planter, judge: Judge | None = None
) -> Iterator[Trial]:
    """Answers of one kind; fewer than are wanted where none can be found that carry the error.

    Args:
        spec: how many, and from which seed.
        kind: what is planted; empty: nothing.
        planter: who writes.
        judge: who else is asked.
    """
    door = open_door(spec.door)
    runs = [run_written(written, door=door) for written in write_all(planter, spec, kind)]
    judged = list(judge_all(runs, planter.population))
    with ThreadPoolExecutor(judge.threads if judge else 1) as pool:
        looks = pool.map(partial(heard, judge), runs)
        yield from map(trial_of, judged, looks)


def heard(judge: Judge | None, run: Run) -> Heard:
    """What a judge says of an answer, if there is one."""
    return judge.look(run.candidate, solve_of(run)) if judge else ([], {})


def write_all(planter: Planter, spec: CalibrationSpec, kind: str) -> Iterator[Written]:
    """The answers that can be had."""
    for number in range(spec.plants if kind else spec.clean):
        try:
            yield planter.write(Order(kind, number, spec.seed))
        except LookupError:
            continue


def solve_of(run: Run) -> Solve:
    """What the program did."""
    return run.records[0].solve


def trial_of(judged: Judged, more: Heard) -> Trial:
    """A trial of an answer with the verdicts on it."""
    candidate, verdicts = judged.candidate, [*judged.verdicts, *more[0]]
    return tried(candidate, verdicts, judged.kind, PROCEDURAL).model_copy(
        update={
            "operator": candidate.operator,
            "family": candidate.family,
            "sound": judged.sound,
            "cost_usd": {verdict.checker: more[1].get(verdict.checker, 0.0) for verdict in more[0]},
        }
    )


def tried(candidate: Candidate, verdicts: Sequence[Verdict], kind: str, source: str) -> Trial:
    """A trial without what only procedural answers have."""
    return Trial(
        kind=kind,
        source=source,
        candidate_id=candidate.id,
        outcomes={verdict.checker: verdict.outcome for verdict in verdicts},
        reasons={verdict.checker: verdict.reason for verdict in verdicts if verdict.reason},
        seconds={verdict.checker: verdict.seconds for verdict in verdicts},
    )


def user_trials(spec: CalibrationSpec, kind: str, right: Sequence[Own], source: str) -> Iterator[Trial]:
    """Programs of users whose answer is right, as they are or with an error of a kind in their model."""
    for own, subject in subjects(spec, kind, right):
        yield tried(own.candidate, looked_at(subject), kind, source)


def subjects(spec: CalibrationSpec, kind: str, right: Sequence[Own]) -> Iterator[tuple[Own, Subject]]:
    """What the rungs look at."""
    if kind:
        yield from planted_programs(right, kind, spec.plants, spec.seed)
    else:
        yield from ((own, honest_program(own)) for own in right)
