"""Stage: run the program in the solver, and solve the captured model again where the program never was."""

import time

from schemas.candidate import Candidate, Difficulty, Evidence, Program, Stage
from schemas.frozen import content_hash
from schemas.solve import Limits, Solve, TerminationStatus
from schemas.step import SolvePurpose, SolveRecord, Step
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import canonical_hash
from tasks.changes import changed_fields
from tasks.check.subject import captured_model, read_formulation
from tasks.sandbox.door import run_program, solve_model
from tasks.stage import stage
from tasks.workshop import Shard, open_shard

TRUSTED = (TerminationStatus.optimal, TerminationStatus.infeasible, TerminationStatus.unbounded)
"""Outcomes that a second solve can confirm."""


def run_candidate(candidate: Candidate, limits: Limits, attempt: int = 0) -> tuple[SolveRecord, ...]:
    """Run a candidate's program, then its captured model in HiGHS."""
    program = candidate.programs[0]
    solve = run_program(program.source, program.solver, limits)
    records = [record_solve(candidate, program, solve, (SolvePurpose.program, attempt))]
    if solve.model_mps and solve.status in TRUSTED:
        again = solve_model(solve.model_mps, limits)
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
    statistics = solve.statistics
    return candidate.model_copy(
        update={
            "status": solve.status,
            "objective": solve.objective,
            "sense": solve.sense,
            "difficulty": Difficulty(
                words=len(candidate.statement.split()),
                variables=statistics.continuous + statistics.integer + statistics.binary if statistics else 0,
                constraints=statistics.constraints if statistics else 0,
                nonzeros=statistics.nonzeros if statistics else 0,
                integers=statistics.integer + statistics.binary if statistics else 0,
                solve_seconds=solve.solve_seconds,
            ),
            "evidence": Evidence(
                program_objective=solve.objective,
                resolved_objective=again.objective if again else None,
                formulation_objective=formulation_objective(candidate),
                model_hash=captured_hash(solve),
                solver_version=solve.solver_version,
                door=solve.door,
            ),
        }
    )


def formulation_objective(candidate: Candidate) -> float | None:
    """Optimal value of the formulation's text, grounded and solved without any program; None where it can't be."""
    model = read_formulation(candidate.formulation).model
    return solve_linear_model(model).objective if model else None


def captured_hash(solve: Solve) -> str | None:
    """Canonical hash of the model that a program built; None where there is none that can be read."""
    model = captured_model(solve)
    return canonical_hash(model) if model else None


def execute_one(shard: Shard, candidate: Candidate) -> Step:
    """Run one candidate."""
    started = time.perf_counter()
    records = run_candidate(candidate, shard.workshop.spec.limits)
    return Step(
        stage=Stage.execute,
        candidate_id=candidate.id,
        update=changed_fields(candidate, with_answer(candidate, records)),
        solves=records,
        seconds=time.perf_counter() - started,
    )


@stage("execute")
def execute(shard: str) -> str:
    """Run the programs of one shard; a broken sandbox is Prefect's to retry, a broken program is a value."""
    opened = open_shard(shard)
    opened.for_each(Stage.execute, lambda candidate: execute_one(opened, candidate), opened.workshop.program_slots)
    return shard
