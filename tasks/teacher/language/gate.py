"""Lets so many requests of one teacher fly at a time, fewer while the provider keeps refusing, and paces them on wish.

Lives on the event loop: nothing here is locked.
"""

import asyncio
import time
from collections import deque
from heapq import heappop, heappush
from itertools import count

WINDOW, SHORTEST_WINDOW = 40, 16
"""Answers and refusals after which the share of refusals is looked at, and where few slots are left."""
NEARLY_ALL, MANY, FEW = 0.8, 0.2, 0.05
"""Shares of 429 above which nothing is sent for a while, above which slots are taken away, and below which they come
back."""
CUT = 0.7
BACK = 1 / 16
"""What is left of the slots, and the part of all that comes back at a time."""
SMOOTH = 1 / 16
"""Weight of the latest answer in how long an answer usually takes."""
LONGEST_REST = 60.0
"""Seconds that nothing is sent, at most; the provider says how long."""


class Gate:
    """Slots for requests, given out by turn and then in the order of asking; whoever asks again goes before all."""

    def __init__(self, most: int) -> None:
        """Take how many may fly at a time."""
        self.most = self.limit = most
        self.flying = 0
        self.again: deque[asyncio.Future[None]] = deque()
        self.waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self.came = count()
        self.refused = self.seen = 0
        self.cut_at = self.shut_until = 0.0
        self.rest = self.usual = 0.0
        """Seconds that the latest 429 asked for, and that an answer usually takes."""

    async def take(self, turn: int = 0, again: bool = False) -> None:
        """Wait for a slot; it must be released."""
        slot: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if again:
            self.again.append(slot)
        else:
            heappush(self.waiting, (turn, next(self.came), slot))
        self.hand_out()
        try:
            await slot
        except asyncio.CancelledError:
            if slot.done() and not slot.cancelled():
                self.release()
            raise

    def release(self) -> None:
        """Give a slot back, for whoever comes next."""
        self.flying -= 1
        self.hand_out()

    def hand_out(self) -> None:
        """Give out what slots there are."""
        if time.monotonic() < self.shut_until:
            return
        while self.flying < self.limit and (self.again or self.waiting):
            slot = self.again.popleft() if self.again else heappop(self.waiting)[2]
            if not slot.done():
                self.flying += 1
                slot.set_result(None)

    def saw_answer(self, sent: float) -> None:
        """Count an answer to what was sent then."""
        self.usual += SMOOTH * (time.monotonic() - sent - self.usual)
        self.saw(refused=False, sent=sent)

    def saw_refusal(self, sent: float, after: float | None) -> None:
        """Count a 429, and how long it asks to wait; its slot stays shut for as long as an answer takes.

        A 429 comes at once: a slot too many would go through all that wait, and have each of them refused.
        """
        self.rest = min(after or 0.0, LONGEST_REST)
        self.saw(refused=True, sent=sent)
        left = sent + self.usual - time.monotonic()
        if left > 0:
            self.flying += 1
            asyncio.get_running_loop().call_later(left, self.release)

    def saw(self, refused: bool, sent: float) -> None:
        """At the end of a window, fit the slots to its share of 429; what was sent before the last cut says nothing."""
        if sent < self.cut_at:
            return
        self.seen += 1
        self.refused += refused
        if self.seen < max(SHORTEST_WINDOW, min(WINDOW, 2 * self.limit)):
            return
        share, self.refused, self.seen = self.refused / self.seen, 0, 0
        if share > MANY:
            self.cut(self.rest if share > NEARLY_ALL else 0.0)
        elif share < FEW:
            self.limit = min(self.most, self.limit + max(1, int(self.most * BACK)))
            self.hand_out()

    def cut(self, rest: float) -> None:
        """Take slots away, and send nothing for a while."""
        self.limit = max(1, int(self.limit * CUT))
        self.cut_at = time.monotonic()
        self.shut_until = max(self.shut_until, self.cut_at + rest)
        asyncio.get_running_loop().call_later(rest + 0.001, self.hand_out)


class Pace:
    """A token bucket: so many a minute, of which a few seconds' worth may come at once."""

    BURST_SECONDS = 5.0

    def __init__(self, per_minute: int) -> None:
        """Take the limit; 0: none."""
        self.rate = per_minute / 60
        self.ready = time.monotonic() - self.BURST_SECONDS

    async def take(self, amount: float = 1.0) -> None:
        """Wait until so many may go."""
        if not self.rate:
            return
        now = time.monotonic()
        self.ready = max(self.ready, now - self.BURST_SECONDS) + amount / self.rate
        if self.ready > now:
            await asyncio.sleep(self.ready - now)

    def settle(self, guessed: float, counted: float) -> None:
        """Correct what was taken, once it is known how many it were."""
        if self.rate and counted:
            self.ready += (counted - guessed) / self.rate
