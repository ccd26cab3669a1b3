"""Stage: run the programs of a shard's answers, and look at what they built."""

from prefect import task

from schemas.benchmark_run import Seat
from schemas.rollout import Answering, Rollout, Way
from tasks.answer_items import recorded
from tasks.begin_benchmark import is_worlds_fault
from tasks.benchmark_run import BenchmarkRun, open_shard
from tasks.side_by_side import at_once


def score_seat(run: BenchmarkRun, seat: Seat, answering: Answering) -> Rollout:
    """Run one answer."""
    begun = Rollout(
        id=seat.id,
        set=seat.set,
        item_id=seat.item_id,
        sample=seat.sample,
        solver=seat.solver,
        way=run.spec.answering,
        model="" if run.spec.answering is Way.recorded else run.spec.model.model,
        answering=answering,
    )
    return run.scorer.run(begun, run.item_of(seat).question, tuple(run.labels_of(seat).values()))


def score_shard(run: BenchmarkRun, shard: int) -> int:
    """Score what the ledger lacks; returns how many were scored."""
    known, answers = run.rollouts(shard), run.answered(shard)
    waiting = [seat for seat in run.shard(shard) if seat.id not in known]
    run.scored += len(known)

    def score(seat: Seat) -> None:
        answering = answers.get(seat.id) or recorded(run, seat)
        run.keep_rollout(shard, score_seat(run, seat, answering))

    # Twice as many as slots: while one item's program runs, another's model is looked at.
    at_once(score, waiting, 2 * run.slots)
    return len(waiting)


@task(name="score_answers", retry_condition_fn=is_worlds_fault, retries=2, retry_delay_seconds=2)
def score_answers(shard: str) -> str:
    """Score one shard; a broken sandbox is Prefect's to retry, a broken program is a value."""
    score_shard(*open_shard(shard))
    return shard
