"""Stage: the teacher writes the child problem, in words."""

import time

from schemas.candidate import Candidate, Stage
from schemas.step import Step
from tasks.changes import changed_fields
from tasks.stage import stage
from tasks.workshop import Shard, open_shard
from tasks.writing import Desk


def write_child(shard: Shard, candidate: Candidate) -> Step:
    """Ask for one child; five tries to get an answer that can be read, as in Step-Opt-Instruct."""
    started = time.perf_counter()
    desk = Desk(shard, candidate)
    written = desk.write_problem(candidate)
    return Step(
        stage=Stage.mutate,
        candidate_id=candidate.id,
        update=changed_fields(candidate, written),
        calls=tuple(desk.calls),
        seconds=time.perf_counter() - started,
    )


@stage("mutate")
def mutate(shard: str) -> str:
    """Write the children of one shard."""
    opened = open_shard(shard)
    opened.for_each(Stage.mutate, lambda candidate: write_child(opened, candidate), opened.teacher_threads)
    return shard
