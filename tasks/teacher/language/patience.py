"""How long to wait for an answer: learnt from how long answers took, for each purpose by itself.

What is learnt holds for the requests in flight as well: one that hung before anything was known is not waited for
longer than one that hangs later. Lives on the event loop: nothing here is locked.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from schemas.teacher import Purpose
from tasks.teacher.language.failures import Hung

ENOUGH = 20
"""Answers after which the wait is learnt."""
KEPT = 400
"""Latest answers that it is learnt from."""
TIMES = 3.0
QUANTILE = 0.99
SLACK_SECONDS = 1.0
"""The wait: so many times that quantile of the latencies, and a bit."""
EVERY = 16
"""Answers between two looks at the quantile."""


@dataclass(frozen=True, eq=False)
class Flight:
    """A request that is waited for."""

    timeout: asyncio.Timeout
    purpose: Purpose
    cuts: int
    started: float
    """On the loop's clock."""


class Patience:
    """Deadlines of one teacher."""

    def __init__(self, longest: float) -> None:
        """Take the longest wait, in seconds."""
        self.longest = longest
        self.latencies: dict[Purpose, deque[float]] = defaultdict(lambda: deque(maxlen=KEPT))
        self.learnt: dict[Purpose, float] = {}
        self.counted: dict[Purpose, int] = defaultdict(int)
        self.flying: set[Flight] = set()

    @asynccontextmanager
    async def waiting(self, purpose: Purpose, cuts: int) -> AsyncGenerator[None]:
        """Wait for what happens inside, until the deadline.

        Raises:
            Hung: it took longer.
        """
        loop = asyncio.get_running_loop()
        timeout = asyncio.timeout(self.deadline(purpose, cuts))
        flight = Flight(timeout, purpose, cuts, loop.time())
        self.flying.add(flight)
        try:
            async with timeout:
                yield
        except TimeoutError as error:
            raise Hung(f"no answer within {loop.time() - flight.started:.1f} s") from error
        finally:
            self.flying.discard(flight)

    def deadline(self, purpose: Purpose, cuts: int = 0) -> float:
        """Seconds to wait for an answer, doubled for each time that this very request was cut off."""
        return min(self.longest, self.learnt.get(purpose, self.longest) * 2**cuts)

    def saw(self, purpose: Purpose, seconds: float) -> None:
        """Learn from an answer."""
        seen = self.latencies[purpose]
        seen.append(seconds)
        self.counted[purpose] += 1
        if self.counted[purpose] >= ENOUGH and self.counted[purpose] % EVERY in (0, ENOUGH % EVERY):
            slow = sorted(seen)[int(QUANTILE * (len(seen) - 1))]
            self.learnt[purpose] = TIMES * slow + SLACK_SECONDS
            self.hurry(purpose)

    def hurry(self, purpose: Purpose) -> None:
        """Have what was learnt hold for the requests in flight."""
        for flight in self.flying:
            until = flight.started + self.deadline(purpose, flight.cuts)
            if flight.purpose is purpose and not flight.timeout.expired():
                flight.timeout.reschedule(min(until, flight.timeout.when() or until))
