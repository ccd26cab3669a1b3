"""Has captured models examined in processes of their own, bounded in time and memory: what a model holds is untrusted.

A process that hangs, dies or grows too large costs its item alone, which stays unconfirmed.
"""

import hashlib
import os
import threading

from schemas.finding import Finding, Question
from tasks.scoring.examination import examine
from tasks.workers.allowance import Allowance, Overrun
from tasks.workers.pool import Workers

ALLOWANCE = Allowance(wall_seconds=30.0, memory_mib=4096)
"""Of one examination; each of its few solves has a limit of its own."""
LONGEST = 4 * 2**20
"""Characters of a captured model that are examined; a longer one goes through the door."""


MOST_KNOWN = 100_000
"""Findings that are remembered; each takes some hundred bytes."""


class Examiner:
    """Processes that examine models, for any number of threads; they start when they are first needed."""

    def __init__(self, processes: int) -> None:
        """Take how many work side by side."""
        self._workers = Workers(processes, ALLOWANCE)
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
        found = self._workers.run(examine, question, key.hex())
        if isinstance(found, Overrun):
            return None
        if len(self._known) < MOST_KNOWN:
            self._known[key] = found
        return found

    def close(self) -> None:
        """End the processes."""
        self._workers.close()


_lock = threading.Lock()
_examiners: dict[int, Examiner] = {}
"""By process id: a forked child must not talk to its parent's processes."""


def open_examiner() -> Examiner:
    """This process's examiner; its processes end with this one."""
    with _lock:
        if os.getpid() not in _examiners:
            _examiners[os.getpid()] = Examiner(len(os.sched_getaffinity(0)))
        return _examiners[os.getpid()]
