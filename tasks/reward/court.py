"""Settles batches of completions through the solver pool.

A program that fails earns what its reward says; a sandbox that fails is tried again, and in the end is an error: no
completion is ever paid nothing because a machine broke.
"""

import os
import time
from collections.abc import Callable, Sequence
from typing import Self, TypeVar

from schemas.policy_question import PolicyQuestion
from schemas.reward import Completed, Output, Rewarded, RewardedBatch, RewardSpec
from tasks.answering.interpreter import shown
from tasks.reward.hands import Hands
from tasks.reward.rewards import REWARDS, Bench
from tasks.sandbox.door import Door, SandboxError, UnsupportedSolver, open_door
from tasks.scoring.examiner import Examiner, open_examiner

TRIES = 5
FIRST_PAUSE_SECONDS = 0.5
"""Before the second try; each further pause is twice as long."""


class Court:
    """A door, its examiner and a reward, for batches from any thread."""

    def __init__(self, spec: RewardSpec, door: Door | None = None, examiner: Examiner | None = None) -> None:
        """Open it; processes start when they are first needed."""
        self.spec = spec
        self.bench = Bench(door or open_door(spec.door, spec.slots), examiner or open_examiner(), spec.limits)
        self.reward = REWARDS[spec.name]
        slots = spec.slots or len(os.sched_getaffinity(0))
        # Twice as many: while some are examined, others run.
        self.hands = Hands(2 * slots, "reward")

    def settle(self, batch: Sequence[Completed]) -> RewardedBatch:
        """What completions earn.

        Raises:
            SandboxError: the sandbox stayed broken.
        """
        began, retries = time.monotonic(), Count()

        def one(completed: Completed) -> Rewarded:
            began = time.monotonic()
            rewarded = insist(lambda: self.reward(completed, self.bench), retries)
            return rewarded.model_copy(update={"seconds": time.monotonic() - began})

        rewarded = tuple(self.hands.each(one, batch))
        return RewardedBatch(rewarded=rewarded, seconds=time.monotonic() - began, retries=retries.value)

    def run(self, blocks: Sequence[tuple[PolicyQuestion, str]]) -> list[Output]:
        """What blocks of code of an interpreter print, each for the solver of its question.

        Raises:
            SandboxError: the sandbox stayed broken.
        """

        def one(block: tuple[PolicyQuestion, str]) -> Output:
            solve = insist(lambda: self.bench.door.run_program(block[1], block[0].solver, self.spec.limits), Count())
            return Output(text=shown(solve), solved=solve.solves > 0)

        return self.hands.each(one, blocks)

    def close(self) -> None:
        """Let go of what waits, and wait for nothing, for nobody wants it; door and examiner end with the process."""
        self.hands.let_go()

    def __enter__(self) -> Self:
        """Give the court itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


class Count:
    """Counts."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.value = 0


Made = TypeVar("Made")


def insist(act: Callable[[], Made], retries: Count) -> Made:
    """Do something in the sandbox, again where the sandbox is broken.

    Raises:
        UnsupportedSolver: no try would help.
        SandboxError: of the last try.
    """
    for attempt in range(TRIES - 1):
        try:
            return act()
        except UnsupportedSolver:
            raise
        except SandboxError:
            retries.value += 1
            time.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
    return act()
