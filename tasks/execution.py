"""Runs a candidate's program, and its captured model again where the program never was; what they gave is evidence."""

from dataclasses import dataclass, replace

from schemas.candidate import Candidate, Program
from schemas.evidence import Evidence
from schemas.frozen import content_hash
from schemas.solve import Limits, Solve
from schemas.step import SolvePurpose, SolveRecord
from schemas.technique import Technique
from tasks.algebra.highs import solve_linear_model
from tasks.check.subject import read_capture, read_formulation
from tasks.difficulty import measure
from tasks.sandbox.door import Door
from tasks.techniques import techniques
from tasks.workers.allowance import Overrun
from tasks.workers.pool import run_apart


def run_candidate(candidate: Candidate, door: Door, limits: Limits, attempt: int = 0) -> tuple[SolveRecord, ...]:
    """Run a candidate's program, then its captured model in HiGHS; a record that its model belies is `forged`."""
    program = candidate.programs[0]
    solve, again = door.run_verified(program.source, program.solver, limits)
    records = [record_solve(candidate, program, solve, (SolvePurpose.program, attempt))]
    if again is not None:
        records.append(record_solve(candidate, program, again, (SolvePurpose.resolve, attempt)))
    return tuple(records)


def record_solve(candidate: Candidate, program: Program, solve: Solve, why: tuple[SolvePurpose, int]) -> SolveRecord:
    """A solve as it stands in the ledger; the second solve's copy of the model is left out."""
    kept = solve if why[0] is SolvePurpose.program else solve.model_copy(update={"model_mps": None})
    return SolveRecord(
        candidate_id=candidate.id,
        purpose=why[0],
        attempt=why[1],
        program_hash=content_hash(program.source),
        solve=kept,
    )


def with_answer(candidate: Candidate, records: tuple[SolveRecord, ...]) -> Candidate:
    """The candidate with what its program gave."""
    solve = records[0].solve
    again = records[1].solve if len(records) > 1 else None
    readings = read_apart(candidate, solve, again)
    return candidate.model_copy(
        update={
            "status": solve.status,
            "objective": solve.objective,
            "sense": solve.sense,
            "difficulty": measure(candidate.statement, solve.statistics, solve.solve_seconds, readings.techniques),
            "evidence": Evidence(
                program_objective=solve.objective,
                resolved_objective=again.objective if again else None,
                formulation_objective=readings.formulation_objective,
                model_hash=readings.model_hash,
                solver_version=solve.solver_version,
                door=solve.door,
            ),
        }
    )


@dataclass(frozen=True)
class Texts:
    """What is read of a candidate: a model may have written anything there."""

    formulation: str
    model_mps: str | None
    is_resolved: bool
    """Whether the captured model was solved again."""
    resolved_objective: float | None


@dataclass(frozen=True)
class Readings:
    """What the texts say."""

    model_hash: str | None = None
    """Of the model that the program built; None where there is none that can be read."""
    formulation_objective: float | None = None
    """Optimal value of the formulation's text, grounded and solved without any program; None where it can't be."""
    techniques: tuple[Technique, ...] = ()
    """That the captured model shows."""


def read_apart(candidate: Candidate, solve: Solve, again: Solve | None) -> Readings:
    """Read formulation and captured model in a worker process; what takes too much there says nothing."""
    resolved = again.objective if again else None
    texts = Texts(candidate.formulation, solve.model_mps, again is not None, resolved)
    found = run_apart(read_texts, texts, candidate.id)
    return Readings() if isinstance(found, Overrun) else found


def read_texts(texts: Texts) -> Readings:
    """What a worker does; a formulation whose very model the program built has been solved already."""
    capture, reading = read_capture(texts.model_mps), read_formulation(texts.formulation)
    found = Readings(capture.model_hash, techniques=techniques(capture.model) if capture.model else ())
    if reading.model is None:
        return found
    if texts.is_resolved and capture.model_hash is not None and capture.model_hash == reading.model_hash:
        return replace(found, formulation_objective=texts.resolved_objective)
    return replace(found, formulation_objective=solve_linear_model(reading.model).objective)
