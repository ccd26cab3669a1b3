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
EVERY = 4
"""Answers between two looks at the quantile."""
SLOW, MANY_SLOW = 0.9, 0.15
"""Nothing is learnt while many requests fly for longer than most answers took: the quickest come first, and to take
them for all would cut off the others."""


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
        self.latencies[purpose].append(seconds)
        self.counted[purpose] += 1
        if self.counted[purpose] >= ENOUGH and self.counted[purpose] % EVERY == 0:
            self.learn(purpose, sorted(self.latencies[purpose]))

    def learn(self, purpose: Purpose, seen: list[float]) -> None:
        """Fit the wait to latencies, in rising order, unless they are but the quickest."""
        slow = sum(age > quantile(seen, SLOW) for age in self.ages(purpose))
        if slow <= MANY_SLOW * (len(seen) + slow):
            self.learnt[purpose] = TIMES * quantile(seen, QUANTILE) + SLACK_SECONDS
            self.hurry(purpose)

    def ages(self, purpose: Purpose) -> list[float]:
        """Seconds that each request in flight has been waited for."""
        now = asyncio.get_running_loop().time() if self.flying else 0.0
        return [now - flight.started for flight in self.flying if flight.purpose is purpose]

    def hurry(self, purpose: Purpose) -> None:
        """Have what was learnt hold for the requests in flight."""
        for flight in self.flying:
            until = flight.started + self.deadline(purpose, flight.cuts)
            if flight.purpose is purpose and not flight.timeout.expired():
                flight.timeout.reschedule(min(until, flight.timeout.when() or until))


def quantile(rising: list[float], share: float) -> float:
    """The value that so large a share of the others do not exceed."""
    return rising[int(share * (len(rising) - 1))]
