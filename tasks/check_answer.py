"""Stage, of seeds alone: the solver's answer against the one that the seeds file gives."""

import math
import time

from schemas.candidate import Candidate, Stage
from schemas.seed import Seed
from schemas.solve import TerminationStatus
from schemas.step import Step
from tasks.changes import changed_fields
from tasks.derivation import answer_text
from tasks.stage import stage
from tasks.workshop import Shard, open_shard

TOLERANCE = 1e-4
"""Relative to the given value; absolute where that is 0."""
NO_OPTIMUM = (TerminationStatus.infeasible, TerminationStatus.unbounded, TerminationStatus.infeasible_or_unbounded)


def agrees(seed: Seed, candidate: Candidate) -> bool:
    """Whether the solver's answer is the given one, as far as one is given."""
    if seed.status is None:
        return True
    if seed.status is TerminationStatus.infeasible_or_unbounded:
        return candidate.status in NO_OPTIMUM
    if candidate.status is not seed.status:
        return False
    given, found = seed.objective, candidate.objective
    if given is None or found is None:
        return given is None
    return math.isclose(found, given, rel_tol=0, abs_tol=TOLERANCE * abs(given) if given else TOLERANCE)


def compared(seed: Seed, candidate: Candidate) -> Candidate:
    """The candidate, rejected where its answer is another than the given one; both stay in its row."""
    if agrees(seed, candidate):
        return candidate
    given, found = answer_text(seed.status, seed.objective), answer_text(candidate.status, candidate.objective)
    return candidate.reject(Stage.check_answer, "answer_differs", f"the file gives {given}, the solver {found}")


def check_one(shard: Shard, candidate: Candidate) -> Step:
    """Compare one seed's answers."""
    started = time.perf_counter()
    seed = shard.births[candidate.id].given
    after = compared(seed, candidate) if seed else candidate
    return Step(
        stage=Stage.check_answer,
        candidate_id=candidate.id,
        update=changed_fields(candidate, after),
        seconds=time.perf_counter() - started,
    )


@stage("check_answer")
def check_answer(shard: str) -> str:
    """Hold the seeds of one shard against the answers that their file gives."""
    opened = open_shard(shard)
    opened.for_each(Stage.check_answer, lambda candidate: check_one(opened, candidate))
    return shard
