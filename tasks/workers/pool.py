"""The workers of this process: as many as processors, one item at a time on each, for any number of threads.

A worker that dies costs its item alone: the item is tried once more, by a new worker, and then has no answer. The pool
is our own because items keep to their worker, which remembers what it has read of them, and because a pool of the
libraries is lost as a whole when one of its idle workers is killed.
"""

import os
import threading
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

from tasks.workers.allowance import Allowance, Overrun
from tasks.workers.worker import Worker, WorkerDied

Item = TypeVar("Item")
Result = TypeVar("Result")

TRIES = 2
"""How often an item is tried: a worker may have been killed by somebody else, or be full of earlier items."""


class Workers:
    """Worker processes, started when they are first needed."""

    def __init__(self, most: int, allowance: Allowance = Allowance()) -> None:
        """Start with none.

        Args:
            most: workers at a time.
            allowance: of each item.
        """
        self._allowance = allowance
        self._workers: dict[int, Worker] = {}
        self._idle = set(range(most))
        self._most = most
        self._changed = threading.Condition()

    def run(self, work: Callable[[Item], Result], item: Item, key: str) -> Result | Overrun:
        """Have an item done.

        Args:
            work: a module's function; what it raises is an `Overrun` of its item.
            item: its argument.
            key: items of the same key go to the same worker where it is free.
        """
        with self._place(key) as place:
            for tried in range(1, TRIES + 1):
                try:
                    return self._worker(place).ask(work, item)
                except WorkerDied as death:
                    self._workers.pop(place).close()
                    if death.is_final or tried == TRIES:
                        return Overrun(death.excess, str(death))
        raise AssertionError("the last try returns")

    def pids(self) -> list[int]:
        """Process ids of the workers that were started."""
        return [worker.pid for worker in list(self._workers.values())]

    def close(self) -> None:
        """End all workers."""
        while self._workers:
            self._workers.popitem()[1].close()

    @contextmanager
    def _place(self, key: str) -> Generator[int]:
        """A free place among the workers; the key's own where it is free."""
        own = zlib.crc32(key.encode()) % self._most
        with self._changed:
            self._changed.wait_for(lambda: self._idle)
            place = own if own in self._idle else min(self._idle)
            self._idle.remove(place)
        try:
            yield place
        finally:
            with self._changed:
                self._idle.add(place)
                self._changed.notify()

    def _worker(self, place: int) -> Worker:
        if place not in self._workers:
            self._workers[place] = Worker(self._allowance)
        return self._workers[place]


_lock = threading.Lock()
_pools: dict[int, Workers] = {}
"""By process id: a forked child must not talk to its parent's workers."""


def workers() -> Workers:
    """This process's own workers."""
    with _lock:
        if os.getpid() not in _pools:
            _pools.clear()
            _pools[os.getpid()] = Workers(len(os.sched_getaffinity(0)))
        return _pools[os.getpid()]


def run_apart(work: Callable[[Item], Result], item: Item, key: str) -> Result | Overrun:
    """Have an item done by this process's workers, as `Workers.run`."""
    return workers().run(work, item, key)
