"""Stage: run the program in the solver, and solve the captured model again where the program never was."""

import time

from schemas.candidate import Candidate, Stage
from schemas.step import Step
from tasks.changes import changed_fields
from tasks.execution import run_candidate, with_answer
from tasks.stage import stage
from tasks.workshop import Shard, open_shard


def execute_one(shard: Shard, candidate: Candidate) -> Step:
    """Run one candidate."""
    started = time.perf_counter()
    records = run_candidate(candidate, shard.workshop.door, shard.workshop.spec.limits)
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
