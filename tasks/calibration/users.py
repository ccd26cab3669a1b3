"""Programs of users: those whose answer is the label's are right, and errors are planted in the models they build."""

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from random import Random

from schemas.benchmark_item import BenchmarkItem
from schemas.benchmark_spec import BenchmarkSpec
from schemas.candidate import Candidate, Program
from schemas.solve import ANSWERS, Limits, Solve, SolverName, TerminationStatus
from tasks.algebra.errors import AlgebraError
from tasks.algebra.mps import read_mps
from tasks.benchmarks.loading import load
from tasks.calibration.model_errors import plant_in_model
from tasks.calibration.planting import HONEST
from tasks.check.subject import Subject, make_subject
from tasks.sandbox.door import Door
from tasks.scoring.programs import find_program
from tasks.second_opinion.solving import solve_tightly
from tasks.second_opinion.variants import write

RIGHT = 1e-4
"""Relative difference up to which an answer is the label's."""
MOST_TURNS = 12
"""How often the programs are gone through for one kind: another turn finds other places for the error."""


@dataclass(frozen=True)
class Own:
    """A user's program with its run, and whether its answer is the label's."""

    candidate: Candidate
    solve: Solve
    resolved: Solve | None
    is_right: bool


def read_items(file: str) -> tuple[BenchmarkItem, ...]:
    """The recorded completions of a file with their labels.

    Raises:
        RowsError: it can't be read.
    """
    return load(file, BenchmarkSpec(completions=(file,)), completions=True).items


def run_programs(files: Sequence[str], door: Door, solver: SolverName, threads: int) -> Iterator[tuple[str, Own]]:
    """Every recorded program with its file, run and held against its label.

    Args:
        files: recorded completions with labels, as `optmill benchmark --completions` takes them.
        door: where programs run.
        solver: the solver that they are written for.
        threads: programs at a time.

    Raises:
        RowsError: a file can't be read.
    """
    for file in files:
        items = read_items(file)
        found = [(item, source) for item in items if (source := find_program(item.completions[0]))]
        labelled = [item for item, _ in found]
        programs = [Program(solver=solver, source=source) for _, source in found]
        with ThreadPoolExecutor(threads) as pool:
            yield from ((file, own) for own in pool.map(run_one, labelled, programs, repeat(door)))


def run_one(item: BenchmarkItem, program: Program, door: Door) -> Own:
    """One program's run."""
    solve, resolved = door.run_verified(program.source, program.solver, Limits())
    status = TerminationStatus.optimal if item.label.value is not None else solve.status
    candidate = Candidate(
        id=item.id,
        campaign="calibration",
        round=1,
        number=item.line,
        generation=0,
        strategy="calibration",
        operator="recorded",
        statement=item.question,
        programs=(program,),
        declared_status=status if status in ANSWERS else TerminationStatus.optimal,
    )
    return Own(candidate, solve, resolved, is_right(item, solve))


def is_right(item: BenchmarkItem, solve: Solve) -> bool:
    """Whether a run has the label's answer, to a relative 1e-4."""
    value = item.label.value
    if value is None:
        return solve.status is not TerminationStatus.optimal and solve.status in ANSWERS
    found = solve.objective if solve.status is TerminationStatus.optimal else None
    return found is not None and math.isclose(found, value, rel_tol=RIGHT, abs_tol=RIGHT)


def planted_programs(right: Sequence[Own], kind: str, wanted: int, seed: int) -> Iterator[tuple[Own, Subject]]:
    """Programs with an error of a kind in their model, as many as are wanted and can be had."""
    rng = Random(f"{seed}/{kind}")
    left = wanted
    for turn in range(MOST_TURNS):
        for own in rng.sample(list(right), len(right)):
            subject = None if left == 0 else with_error(own, kind, Random(f"{seed}/{kind}/{turn}/{own.candidate.id}"))
            if subject is not None:
                left -= 1
                yield own, subject


def with_error(own: Own, kind: str, rng: Random) -> Subject | None:
    """One program as if it built another model; None where the error has no place in it."""
    if own.solve.model_mps is None:
        return None
    try:
        wrong = plant_in_model(kind, read_mps(own.solve.model_mps), rng)
    except AlgebraError:
        return None
    if wrong is None:
        return None
    answer = solve_tightly(wrong)
    solve = own.solve.model_copy(
        update={
            "status": answer.status,
            "objective": answer.objective,
            "sense": wrong.sense,
            "model_mps": write(wrong),
            "values": (),
            "claimed_objective": None,
            "claims_no_solution": False,
        }
    )
    return make_subject(own.candidate.model_copy(update={"plant": kind}), (), solve, solve)


def honest_program(own: Own) -> Subject:
    """One program as it is."""
    return make_subject(own.candidate.model_copy(update={"plant": HONEST}), (), own.solve, own.resolved)
