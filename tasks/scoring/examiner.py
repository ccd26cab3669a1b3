"""Has captured models examined in processes of their own, bounded in time and memory: what a model holds is untrusted.

A process that hangs, dies or grows too large costs its item alone, which stays unconfirmed.
"""

import atexit
import hashlib
import multiprocessing
import os
import resource
import threading
from concurrent.futures import TimeoutError as TookTooLong

from pebble import ProcessExpired, ProcessPool

from schemas.finding import Finding, Question
from tasks.scoring.examination import examine

SECONDS = 30.0
"""Wall time of one examination; each of its few solves has a limit of its own."""
MEMORY_MIB = 4096
"""Address space of a process."""
LONGEST = 4 * 2**20
"""Characters of a captured model that are examined; a longer one goes through the door."""


MOST_KNOWN = 100_000
"""Findings that are remembered; each takes some hundred bytes."""


class Examiner:
    """Processes that examine models, for any number of threads; they start when they are first needed."""

    def __init__(self, processes: int) -> None:
        """Take how many work side by side."""
        context = multiprocessing.get_context("forkserver")
        self._pool = ProcessPool(max_workers=processes, initializer=limit, context=context)
        self._owner = os.getpid()
        self._known: dict[bytes, Finding] = {}

    def examine(self, question: Question) -> Finding | None:
        """Look at a model; None: it is too large, or its process hung or died over it.

        Samples of one question often build the same model, which is examined once.
        """
        if len(question.model_mps) > LONGEST:
            return None
        key = hashlib.blake2b(question.model_dump_json().encode(), digest_size=16).digest()
        if (known := self._known.get(key)) is not None:
            return known
        try:
            found = self._pool.schedule(examine, args=[question], timeout=SECONDS).result()
        except (TookTooLong, ProcessExpired, MemoryError):
            return None
        if len(self._known) < MOST_KNOWN:
            self._known[key] = found
        return found

    def close(self) -> None:
        """End the processes."""
        if os.getpid() == self._owner:
            self._pool.stop()
            self._pool.join()


def limit() -> None:
    """Bound the memory of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MIB * 2**20, MEMORY_MIB * 2**20))


_lock = threading.Lock()
_examiners: dict[int, Examiner] = {}
"""By process id: a forked child must not talk to its parent's processes."""


def open_examiner() -> Examiner:
    """This process's examiner; it closes with the process."""
    with _lock:
        if os.getpid() not in _examiners:
            _examiners[os.getpid()] = made = Examiner(len(os.sched_getaffinity(0)))
            atexit.register(made.close)
        return _examiners[os.getpid()]
