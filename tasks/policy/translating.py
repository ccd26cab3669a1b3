"""Problems with a verified program for each of several solvers: from a lake by translation, or from a file.

A problem of a lake is translated from its blueprint's algebra; wherever a program comes from, it is kept where its
solver gives the problem's answer and its captured model, solved again elsewhere, bears it out.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from schemas.candidate import Candidate
from schemas.evaluation_spec import EvaluationSpec
from schemas.export_spec import ExportSpec
from schemas.json_lines import read_lines
from schemas.rollout import Outcome
from schemas.rule import DEFAULT_RULE
from schemas.solve import Solve, SolverName
from schemas.transfer_spec import TransferSpec, TranslatedProblem
from tasks.benchmarks.labels import read_label
from tasks.export.forms import ground_truth
from tasks.export.selecting import accepted_problems
from tasks.launching.errors import TrainingRefused
from tasks.procedural.dialects import write_program
from tasks.sandbox.door import Door, open_door
from tasks.sandbox.verify import agree
from tasks.scoring.judging import matches
from tasks.scoring.rules import RULES
from tasks.trainer.folder import write_whole

THREADS = 8


def translated(spec: TransferSpec) -> list[TranslatedProblem]:
    """The problems of a transfer, each with a verified program for every solver.

    Raises:
        TrainingRefused: fewer are left than are held out.
    """
    path, door = Path(spec.problems), open_door(spec.evaluation.door)
    found = read_translated(path) if path.is_file() else translate(spec)

    def one(problem: TranslatedProblem) -> TranslatedProblem:
        return verified(problem, spec.solvers, door, spec.evaluation)

    with ThreadPoolExecutor(THREADS) as pool:
        whole = [problem for problem in pool.map(one, found) if len(problem.programs) == len(spec.solvers)]
    if len(whole) <= spec.held_out:
        raise TrainingRefused(
            f"problems = {spec.problems!r} gives {len(whole)} with a verified program for each of "
            f"{', '.join(spec.solvers)}, and held_out = {spec.held_out} leaves none to train on"
        )
    return whole


def read_translated(path: Path) -> list[TranslatedProblem]:
    """The problems of a file."""
    return list(read_lines(TranslatedProblem, path))


def write_translated(path: Path, problems: Sequence[TranslatedProblem]) -> None:
    """Problems as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, "".join(f"{problem.model_dump_json()}\n" for problem in problems))


def translate(spec: TransferSpec) -> Iterator[TranslatedProblem]:
    """The accepted problems of a lake, with what programs there are or can be written from a blueprint."""
    for candidate in accepted_problems(ExportSpec(lake=spec.problems)):
        found = {solver: program_for(candidate, solver) for solver in spec.solvers}
        programs = {solver: source for solver, source in found.items() if source is not None}
        answer = ground_truth(candidate.objective)
        yield TranslatedProblem(id=candidate.id, statement=candidate.statement, answer=answer, programs=programs)


def program_for(candidate: Candidate, solver: SolverName) -> str | None:
    """A problem's program for a solver; None where it has neither one nor a blueprint."""
    known = candidate.program_for(solver)
    if known is not None:
        return known.source
    return write_program(candidate.blueprint.formulation, solver) if candidate.blueprint else None


def verified(
    problem: TranslatedProblem, solvers: Sequence[SolverName], door: Door, evaluation: EvaluationSpec
) -> TranslatedProblem:
    """A problem with those of its programs for some solvers that are borne out."""
    kept = {
        solver: source
        for solver, source in problem.programs.items()
        if solver in solvers and is_borne_out(problem.answer, door.run_verified(source, solver, evaluation.limits))
    }
    return problem.model_copy(update={"programs": kept})


def is_borne_out(answer: str, solves: tuple[Solve, Solve | None]) -> bool:
    """Whether a program gives an answer, and its captured model does, too."""
    solve, again = solves
    told = Outcome(status=solve.status, objective=solve.objective)
    return matches(told, read_label(answer), RULES[DEFAULT_RULE]) and again is not None and agree(solve, again) is True
