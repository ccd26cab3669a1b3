"""Problems with a verified program for each of several solvers: from a lake by translation, or from a file.

A problem of a lake is translated from its blueprint's algebra; a program is kept where its solver gives the problem's
answer and its captured model, solved again elsewhere, bears it out.
"""

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from schemas.candidate import Candidate
from schemas.evaluation_spec import EvaluationSpec
from schemas.export_spec import ExportSpec
from schemas.solve import SolverName
from schemas.transfer_spec import TransferSpec, TranslatedProblem
from tasks.export.forms import ground_truth
from tasks.export.selecting import accepted_problems
from tasks.launching.errors import TrainingRefused
from tasks.procedural.dialects import write_program
from tasks.sandbox.door import Door, open_door
from tasks.sandbox.verify import agree
from tasks.trainer.folder import write_whole

THREADS = 8
TOLERANCE = 1e-4
"""Relative, without rounding."""


def translated(spec: TransferSpec) -> list[TranslatedProblem]:
    """The problems of a transfer, each with a program for every solver.

    Raises:
        TrainingRefused: fewer are left than are held out.
    """
    path = Path(spec.problems)
    found = read_translated(path) if path.is_file() else list(translate(spec))
    whole = [problem for problem in found if all(solver in problem.programs for solver in spec.solvers)]
    if len(whole) <= spec.held_out:
        raise TrainingRefused(
            f"problems = {spec.problems!r} gives {len(whole)} with a verified program for each of "
            f"{', '.join(spec.solvers)}, and held_out = {spec.held_out} leaves none to train on"
        )
    return whole


def read_translated(path: Path) -> list[TranslatedProblem]:
    """The problems of a file."""
    return [TranslatedProblem.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_translated(path: Path, problems: Sequence[TranslatedProblem]) -> None:
    """Problems as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, "".join(f"{problem.model_dump_json()}\n" for problem in problems))


def translate(spec: TransferSpec) -> Iterator[TranslatedProblem]:
    """The accepted problems of a lake that carry a blueprint."""
    door = open_door(spec.evaluation.door)
    candidates = [each for each in accepted_problems(ExportSpec(lake=spec.problems)) if each.blueprint]

    def one(candidate: Candidate) -> TranslatedProblem:
        return translate_one(candidate, spec.solvers, door, spec.evaluation)

    with ThreadPoolExecutor(THREADS) as pool:
        yield from pool.map(one, candidates)


def translate_one(
    candidate: Candidate, solvers: Sequence[SolverName], door: Door, evaluation: EvaluationSpec
) -> TranslatedProblem:
    """A problem with those programs that are borne out."""
    programs: dict[SolverName, str] = {}
    for solver in solvers:
        known = candidate.program_for(solver)
        if known is None and candidate.blueprint is None:
            continue
        source = known.source if known else write_program(candidate.blueprint.formulation, solver)  # pyright: ignore[reportOptionalMemberAccess] - one of the two is there
        if is_borne_out(candidate, source, solver, door, evaluation):
            programs[solver] = source
    answer = ground_truth(candidate.objective)
    return TranslatedProblem(id=candidate.id, statement=candidate.statement, answer=answer, programs=programs)


def is_borne_out(candidate: Candidate, source: str, solver: SolverName, door: Door, evaluation: EvaluationSpec) -> bool:
    """Whether a program gives a problem's answer, and its captured model does, too."""
    solve, again = door.run_verified(source, solver, evaluation.limits)
    same = solve.status is candidate.status and same_value(solve.objective, candidate.objective)
    return same and again is not None and agree(solve, again) is True


def same_value(found: float | None, given: float | None) -> bool:
    """Whether two objective values are one, or neither is there."""
    if found is None or given is None:
        return found is given
    return math.isclose(found, given, rel_tol=TOLERANCE, abs_tol=1e-9)
