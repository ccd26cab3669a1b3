"""Stage: the teacher writes formulation and program of the child."""

import time

from schemas.candidate import Candidate, Stage
from schemas.step import Step
from tasks.changes import changed_fields
from tasks.stage import stage
from tasks.workshop import Shard, open_shard
from tasks.writing import Desk


def write_solution(shard: Shard, candidate: Candidate) -> Step:
    """Ask for the mathematical model first and the program second, in one answer."""
    started = time.perf_counter()
    desk = Desk(shard, candidate)
    written = desk.write_solution(candidate)
    return Step(
        stage=Stage.formulate,
        candidate_id=candidate.id,
        update=changed_fields(candidate, written),
        calls=tuple(desk.calls),
        seconds=time.perf_counter() - started,
    )


@stage("formulate")
def formulate(shard: str) -> str:
    """Write the solutions of one shard."""
    opened = open_shard(shard)
    opened.for_each(Stage.formulate, lambda candidate: write_solution(opened, candidate), opened.teacher_threads)
    return shard
