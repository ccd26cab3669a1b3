"""Runs a candidate's program, and its captured model again where the program never was; what they gave is evidence."""

from schemas.candidate import Candidate, Evidence, Program
from schemas.frozen import content_hash
from schemas.solve import Limits, Solve
from schemas.step import SolvePurpose, SolveRecord
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import canonical_hash
from tasks.check.subject import captured_model, read_formulation
from tasks.difficulty import measure
from tasks.sandbox.door import Door


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
    model_hash = captured_hash(solve)
    return candidate.model_copy(
        update={
            "status": solve.status,
            "objective": solve.objective,
            "sense": solve.sense,
            "difficulty": measure(candidate.statement, solve.statistics, solve.solve_seconds),
            "evidence": Evidence(
                program_objective=solve.objective,
                resolved_objective=again.objective if again else None,
                formulation_objective=formulation_objective(candidate, model_hash, again),
                model_hash=model_hash,
                solver_version=solve.solver_version,
                door=solve.door,
            ),
        }
    )


def formulation_objective(candidate: Candidate, model_hash: str | None, again: Solve | None) -> float | None:
    """Optimal value of the formulation's text, grounded and solved without any program; None where it can't be.

    Where the program built the very model of the text, that model has been solved already.
    """
    reading = read_formulation(candidate.formulation)
    if reading.model is None:
        return None
    if again is not None and model_hash is not None and model_hash == reading.model_hash:
        return again.objective
    return solve_linear_model(reading.model).objective


def captured_hash(solve: Solve) -> str | None:
    """Canonical hash of the model that a program built; None where there is none that can be read."""
    model = captured_model(solve)
    return canonical_hash(model) if model else None
