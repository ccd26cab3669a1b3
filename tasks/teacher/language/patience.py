"""How long to wait for an answer: learnt from how long answers took, for each purpose by itself.

What is learnt holds for the requests in flight as well: one that hung before anything was known is not waited for
longer than one that hangs later. Time that the event loop itself lost, as on a machine that is busy with solving,
counts against no provider: an answer may have come and not have been read. Lives on the loop: nothing here is locked.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from schemas.teacher import Purpose
from tasks.teacher.language.failures import Hung

ENOUGH = 24
"""Answers after which the wait is learnt."""
KEPT = 400
"""Latest answers that it is learnt from."""
TIMES = 3.0
QUANTILE = 0.99
SLACK_SECONDS = 1.0
"""The wait: so many times that quantile of the latencies, and a bit."""
EVERY = 8
"""Answers between two looks at the quantile."""
SLOW, MANY_SLOW = 0.9, 0.15
"""Nothing is learnt while many requests fly for longer than most answers took: the quickest come first, and to take
them for all would cut off the others."""
BEAT_SECONDS = 0.05
"""Between two looks at how late the loop is."""
LATE_SECONDS = 0.005
"""What a loop is late by at ease: less of it puts off nothing, so that a look at hundreds of requests costs nothing."""
SHORTER = 0.8
"""What is learnt holds for the requests in flight where it is so much shorter than what held before."""


@dataclass(eq=False)
class Flight:
    """A request that is waited for."""

    timeout: asyncio.Timeout
    purpose: Purpose
    cuts: int
    started: float
    """On the loop's clock, less what the loop has lost since."""

    def wait_longer(self, seconds: float) -> None:
        """Put off the deadline, as if the request had been sent later."""
        self.started += seconds
        if (until := self.timeout.when()) is not None and not self.timeout.expired():
            self.timeout.reschedule(until + seconds)


class Patience:
    """Deadlines of one teacher."""

    def __init__(self, longest: float) -> None:
        """Take the longest wait, in seconds."""
        self.longest = longest
        self.latencies: dict[Purpose, deque[float]] = defaultdict(lambda: deque(maxlen=KEPT))
        self.learnt: dict[Purpose, float] = {}
        self.counted: dict[Purpose, int] = defaultdict(int)
        self.flying: set[Flight] = set()
        self.beating = False

    @asynccontextmanager
    async def waiting(self, purpose: Purpose, cuts: int) -> AsyncGenerator[None]:
        """Wait for what happens inside, until the deadline.

        Raises:
            Hung: it took longer.
        """
        loop = asyncio.get_running_loop()
        if not self.beating:
            self.beating = True
            loop.call_later(BEAT_SECONDS, self.beat, loop.time() + BEAT_SECONDS)
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

    def beat(self, due: float) -> None:
        """Put off the deadlines by what this call, due at a time, is late; goes on while any are in flight."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        for flight in self.flying if now - due > LATE_SECONDS else ():
            flight.wait_longer(max(0.0, now - max(due, flight.started)))
        self.beating = bool(self.flying)
        if self.beating:
            loop.call_later(BEAT_SECONDS, self.beat, loop.time() + BEAT_SECONDS)

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
        if self.slow(purpose, quantile(seen, SLOW)) > MANY_SLOW * len(seen):
            return
        before = self.deadline(purpose)
        self.learnt[purpose] = TIMES * quantile(seen, QUANTILE) + SLACK_SECONDS
        if self.deadline(purpose) < SHORTER * before:
            self.hurry(purpose)

    def slow(self, purpose: Purpose, seconds: float) -> int:
        """How many requests have been in flight for longer than that."""
        if not self.flying:
            return 0
        since = asyncio.get_running_loop().time() - seconds
        return sum(flight.purpose is purpose and flight.started < since for flight in self.flying)

    def hurry(self, purpose: Purpose) -> None:
        """Have what was learnt hold for the requests in flight."""
        for flight in self.flying:
            until = flight.started + self.deadline(purpose, flight.cuts)
            if flight.purpose is purpose and not flight.timeout.expired():
                flight.timeout.reschedule(min(until, flight.timeout.when() or until))


def quantile(rising: list[float], share: float) -> float:
    """The value that so large a share of the others do not exceed."""
    return rising[int(share * (len(rising) - 1))]
