"""Survival: who entered each checker, who passed, who was repaired, and what it cost.

Counted from the steps of a round, never from the states of a workflow. Places where a candidate can be counted:

- `read`: the teacher's answers to being asked for a problem or a solution; an answer that had to be asked for again
  counts as failed with the reason `asked_again`.
- a checker's name: its verdicts.
- `execute`: runs of the candidate's program; one passes when a solver gave an answer, whatever the answer.
- `total`: from birth to acceptance; failures by `stage:reason`; `repaired` are those accepted after a repair.

Each call is counted where its answer was looked at: first writings under `read`, those that the description checker
asked for under `description`, corrected solutions under `execute`, those of judges and second programs under their
checker, each with the attempt that it made or looked at; and once more under `total`. A completion that served two
candidates counts for both.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from schemas.candidate import Candidate, Stage
from schemas.round import Interval, Survival
from schemas.solve import TerminationStatus
from schemas.step import SolvePurpose, Step
from schemas.teacher import Completion, Purpose
from schemas.verdict import CheckerName, Outcome

READ, EXECUTE, TOTAL = "read", "execute", "total"
SOLUTION = tuple(CheckerName)[tuple(CheckerName).index(CheckerName.program) :]
WORDS = tuple(name for name in CheckerName if name not in SOLUTION)
PLACES = (READ, *(name.value for name in WORDS), EXECUTE, *(name.value for name in SOLUTION), TOTAL)
WILSON_95 = 1.959963984540054
"""The standard normal's 97.5 % quantile."""

WRITING = (Stage.mutate, Stage.formulate)
WRITINGS = (Purpose.mutate, Purpose.formulate, Purpose.repair_statement, Purpose.repair_solution)
REPAIRING = {Stage.check_description: CheckerName.description.value, Stage.repair: EXECUTE}
"""Where the calls of a stage that has things written again are counted."""
UNANSWERED = {
    TerminationStatus.time_limit,
    TerminationStatus.memory_limit,
    TerminationStatus.output_limit,
    TerminationStatus.crashed,
    TerminationStatus.no_model,
}
"""Ends of a program that never had a solver's answer."""

Place = tuple[str, int]
"""Checker and attempt."""


@dataclass(frozen=True)
class Entry:
    """What one candidate adds to one place."""

    place: Place
    outcome: Outcome | None = None
    """None: only costs."""
    reason: str = ""
    repaired: bool = False
    call: Completion | None = None
    seconds: float = 0.0


Answers = Mapping[str, Completion]
"""By request hash."""

Key = tuple[str, int, str, str, Place]
"""Campaign, round, strategy, operator and place: what one row of the books is for."""


def count_survival(
    candidates: Iterable[Candidate], steps: Iterable[Step], completions: Iterable[Completion]
) -> tuple[Survival, ...]:
    """Books of a round: for each strategy, operator, checker and attempt.

    Args:
        candidates: the round's, in their final state.
        steps: of all stages.
        completions: all that the steps name.

    Raises:
        KeyError: a step names a completion that is not there.
    """
    lives: dict[str, list[Step]] = {}
    for step in steps:
        lives.setdefault(step.candidate_id, []).append(step)
    answers = {completion.request_hash: completion for completion in completions}
    counted: dict[Key, list[Entry]] = {}
    for candidate in candidates:
        for entry in entries(candidate, lives.get(candidate.id, []), answers):
            of = (candidate.campaign, candidate.round, candidate.strategy, candidate.operator, entry.place)
            counted.setdefault(of, []).append(entry)
    return in_order(add_entries(key, found) for key, found in counted.items())


def entries(candidate: Candidate, life: list[Step], answers: Answers) -> Iterator[Entry]:
    """All that a candidate adds to the books."""
    yield total_entry(candidate, life)
    for step in life:
        calls = [answers[request_hash] for request_hash in step.calls]
        yield from (Entry(place=(TOTAL, 0), call=call) for call in calls)
        yield from read_entries(candidate, step, calls)
        yield from verdict_entries(candidate, step, answers)
        yield from execute_entries(candidate, step)
        yield from repair_entries(step, [call for call in calls if call.purpose in WRITINGS])


def total_entry(candidate: Candidate, life: list[Step]) -> Entry:
    """From birth to acceptance."""
    alive = candidate.is_alive()
    return Entry(
        place=(TOTAL, 0),
        outcome=Outcome.passed if alive else Outcome.failed,
        reason="" if alive else f"{candidate.rejected_stage}:{candidate.rejected_reason}",
        repaired=alive and candidate.repairs > 0,
        seconds=math.fsum(step.seconds for step in life),
    )


def read_entries(candidate: Candidate, step: Step, calls: list[Completion]) -> Iterator[Entry]:
    """Answers to being asked for a problem or a solution; each but the last had to be asked for again."""
    if step.stage not in WRITING or not calls:
        return
    for attempt, call in enumerate(calls[:-1]):
        yield Entry(
            place=(READ, attempt),
            outcome=Outcome.failed,
            reason="asked_again",
            repaired=candidate.is_alive(),
            call=call,
            seconds=call.latency_seconds,
        )
    rejected = step.update.get("rejected_stage") is not None
    yield Entry(
        place=(READ, len(calls) - 1),
        outcome=Outcome.failed if rejected else Outcome.passed,
        reason=str(step.update.get("rejected_reason")) if rejected else "",
        call=calls[-1],
        seconds=calls[-1].latency_seconds,
    )


def verdict_entries(candidate: Candidate, step: Step, answers: Answers) -> Iterator[Entry]:
    """A checker's verdicts, and what they cost."""
    for verdict in step.verdicts:
        place = (verdict.checker.value, verdict.attempt)
        yield from (Entry(place=place, call=answers[request_hash]) for request_hash in verdict.calls)
        yield Entry(
            place=place,
            outcome=verdict.outcome,
            reason=verdict.reason or "",
            repaired=verdict.outcome is Outcome.failed and candidate.is_alive(),
            seconds=verdict.seconds,
        )


def execute_entries(candidate: Candidate, step: Step) -> Iterator[Entry]:
    """Runs of the candidate's program; the second solve of its model adds its time.

    A second program's run is in its checker's seconds.
    """
    for record in step.solves:
        place = (EXECUTE, record.attempt)
        if record.purpose is SolvePurpose.second:
            continue
        if record.purpose is not SolvePurpose.program:
            yield Entry(place=place, seconds=record.solve.wall_seconds)
            continue
        failed = record.solve.status in UNANSWERED
        yield Entry(
            place=place,
            outcome=Outcome.failed if failed else Outcome.passed,
            reason=record.solve.status.value if failed else "",
            repaired=failed and candidate.is_alive(),
            seconds=record.solve.wall_seconds,
        )


def repair_entries(step: Step, calls: list[Completion]) -> Iterator[Entry]:
    """Calls that made a later attempt.

    New words and the solution to them are one attempt; of corrected solutions each is one, and what was asked more
    often than there were attempts counts for the last.
    """
    checker = REPAIRING.get(step.stage)
    if checker is None:
        return
    last = max((1, *(record.attempt for record in step.solves))) if step.stage is Stage.repair else len(calls)
    attempt = 0
    for before, call in zip((None, *calls), calls, strict=False):
        attempt += step.stage is Stage.repair or begins_words(before, call)
        yield Entry(place=(checker, min(attempt, last)), call=call, seconds=call.latency_seconds)


def begins_words(before: Completion | None, call: Completion) -> bool:
    """Whether a call is the first that asks for new words after anything else."""
    statement = Purpose.repair_statement
    return before is None or (call.purpose is statement and before.purpose is not statement)


def add_entries(key: Key, found: list[Entry]) -> Survival:
    """One row of the books."""
    campaign, number, strategy, operator, (checker, attempt) = key
    outcomes = Counter(entry.outcome for entry in found if entry.outcome is not None)
    reasons = Counter(entry.reason for entry in found if entry.outcome in (Outcome.failed, Outcome.abstained))
    calls = [entry.call for entry in found if entry.call is not None]
    return Survival(
        campaign=campaign,
        round=number,
        strategy=strategy,
        operator=operator,
        checker=checker,
        attempt=attempt,
        entered=outcomes.total(),
        passed=outcomes[Outcome.passed],
        failed=outcomes[Outcome.failed],
        abstained=outcomes[Outcome.abstained],
        repaired=sum(entry.repaired for entry in found),
        reasons=dict(sorted(reasons.items())),
        calls=len(calls),
        tokens=sum(call.prompt_tokens + call.completion_tokens for call in calls),
        cost_usd=math.fsum(call.cost_usd for call in calls),
        seconds=math.fsum(entry.seconds for entry in found),
    )


def in_order(survival: Iterable[Survival]) -> tuple[Survival, ...]:
    """Rows by round and operator, then as a candidate meets the checkers."""

    def position(row: Survival) -> tuple[str, int, str, str, int, int]:
        return row.campaign, row.round, row.strategy, row.operator, PLACES.index(row.checker), row.attempt

    return tuple(sorted(survival, key=position))


def wilson(passed: int, entered: int) -> Interval:
    """The share that passed with its Wilson interval at 95 % (Wilson, JASA 22, 1927); of none, anything is possible."""
    if entered == 0:
        return Interval(share=0.0, low=0.0, high=1.0)
    share, squared = passed / entered, WILSON_95**2
    middle = share + squared / (2 * entered)
    spread = WILSON_95 * math.sqrt(share * (1 - share) / entered + squared / (4 * entered**2))
    scale = 1 + squared / entered
    # Rounding may put a bound on the wrong side of a share of 0 or 1.
    low, high = min(share, (middle - spread) / scale), max(share, (middle + spread) / scale)
    return Interval(share=share, low=max(0.0, low), high=min(1.0, high))
