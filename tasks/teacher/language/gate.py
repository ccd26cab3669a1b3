"""Lets so many requests of one teacher fly at a time, fewer while the provider keeps refusing, and paces them on wish.

Lives on the event loop: nothing here is locked.
"""

import asyncio
import os
import time
from collections import deque

WINDOW = 40
"""Answers and refusals after which the share of refusals is looked at."""
MANY, FEW = 0.25, 0.05
"""Shares of 429 above which slots are taken away, and below which they come back."""
CUT = 0.7
BACK = 1 / 16
"""What is left of the slots, and the part of all that comes back at a time."""
WORKERS = "OPTMILL_WORKERS"
"""Environment variable: how many worker processes share the limits a minute."""


class Gate:
    """Slots for requests, given out in the order of asking."""

    def __init__(self, most: int) -> None:
        """Take how many may fly at a time."""
        self.most = self.limit = most
        self.flying = 0
        self.waiting: deque[asyncio.Future[None]] = deque()
        self.refused = self.seen = 0

    async def __aenter__(self) -> None:
        """Wait for a slot."""
        if self.flying < self.limit and not self.waiting:
            self.flying += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()
            raise

    async def __aexit__(self, *_: object) -> None:
        """Give the slot back."""
        self.release()

    def release(self) -> None:
        """Hand a slot to whoever waits longest, where there may still be so many."""
        self.flying -= 1
        while self.waiting and self.flying < self.limit:
            turn = self.waiting.popleft()
            if not turn.done():
                self.flying += 1
                turn.set_result(None)

    def saw(self, refused: bool) -> None:
        """Count an answer or a 429; at the end of a window, fit the slots to the share of 429."""
        self.seen += 1
        self.refused += refused
        if self.seen < WINDOW:
            return
        share = self.refused / self.seen
        if share > MANY:
            self.limit = max(1, int(self.limit * CUT))
        elif share < FEW:
            self.limit = min(self.most, self.limit + max(1, int(self.most * BACK)))
        self.refused = self.seen = 0


class Pace:
    """A token bucket: so many a minute, of which a few seconds' worth may come at once."""

    BURST_SECONDS = 5.0

    def __init__(self, per_minute: int) -> None:
        """Take the limit; 0: none."""
        self.rate = per_minute / 60 / workers()
        self.ready = time.monotonic() - self.BURST_SECONDS

    async def take(self, amount: float = 1.0) -> None:
        """Wait until so many may go."""
        if not self.rate:
            return
        now = time.monotonic()
        self.ready = max(self.ready, now - self.BURST_SECONDS) + amount / self.rate
        if self.ready > now:
            await asyncio.sleep(self.ready - now)


def workers() -> int:
    """Processes that share the limits."""
    told = os.environ.get(WORKERS, "1")
    return max(1, int(told)) if told.isdigit() else 1
