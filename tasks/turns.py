"""Slots that are given in the order in which they were asked for."""

import threading
from collections import deque
from types import TracebackType


class Turns:
    """So many threads at a time; whoever has waited longest is next.

    The standard library's semaphore lets the thread that gives a slot back take it again before the one that waits
    has woken: of twice as many threads as slots, half may wait until all work is done.
    """

    def __init__(self, slots: int) -> None:
        """Start with all slots free."""
        self._free = slots
        self._lock = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        """One held lock for each thread that waits; it is released when the thread's turn has come."""

    def __enter__(self) -> None:
        """Wait for a slot."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            turn.acquire()
        except BaseException:
            self._forgo(turn)
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Give the slot to who is next."""
        with self._lock:
            self._pass_on()

    def _forgo(self, turn: threading.Lock) -> None:
        """Wait no more: an interrupt may come before the turn or after it."""
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
            else:
                self._pass_on()

    def _pass_on(self) -> None:
        if self._waiting:
            self._waiting.popleft().release()
        else:
            self._free += 1
