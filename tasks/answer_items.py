"""Stage: have the questions of a shard answered; recorded completions are answers already."""

from prefect import task

from schemas.benchmark_run import Answered, Seat
from schemas.rollout import Answering, Way
from tasks.answering.ways import Respondent, respondent
from tasks.begin_benchmark import is_worlds_fault
from tasks.benchmark_run import BenchmarkRun, open_shard
from tasks.scoring.programs import find_program
from tasks.side_by_side import at_once


def recorded(run: BenchmarkRun, seat: Seat) -> Answering:
    """The answer that a file records."""
    completion = run.item_of(seat).completions[seat.sample]
    return read_answer(completion)


def read_answer(completion: str) -> Answering:
    """An answer as it is scored, of its text alone."""
    program = find_program(completion)
    return Answering(
        completion=completion, program=program, complaint="" if program else "no Python block can be found in it"
    )


def answer_shard(run: BenchmarkRun, shard: int) -> int:
    """Ask for what the ledger lacks, many at a time; returns how many were asked for."""
    if run.spec.answering is Way.recorded:
        run.answers += len(run.shard(shard))
        return 0
    known = run.answered(shard)
    run.answers += len(known)
    waiting = [seat for seat in run.shard(shard) if seat.id not in known]
    asked: Respondent = respondent(run.spec, run.ledger, run.door, run.item_of)

    def answer(seat: Seat) -> None:
        run.keep_answer(shard, Answered(seat_id=seat.id, answering=asked(seat)))

    at_once(answer, waiting, run.spec.model.concurrency)
    return len(waiting)


@task(name="answer_items", retry_condition_fn=is_worlds_fault, retries=2, retry_delay_seconds=2)
def answer_items(shard: str) -> str:
    """Have the questions of one shard answered; a provider that fails is Prefect's to retry."""
    answer_shard(*open_shard(shard))
    return shard
