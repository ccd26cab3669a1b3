"""The book of a round's calls: an answer that was paid for is on the disk before anybody uses it.

Many threads append at once. Whoever comes while another writes leaves its line and waits; the writer takes all lines
that were left in one write and one sync, so that a slow disk costs each answer a wait, and not each its own sync.
"""

import threading
from concurrent.futures import Future
from pathlib import Path

from schemas.teacher import Completion
from tasks.ledger import append_bytes

Waiting = tuple[bytes, Future[None]]


class CallBook:
    """Appends answers to one file."""

    def __init__(self, path: Path) -> None:
        """Name the file; it appears with the first answer."""
        self.path = path
        self.lock = threading.Lock()
        self.waiting: list[Waiting] = []
        self.writing = False

    def append(self, completion: Completion) -> None:
        """Keep an answer; on return it is on the disk.

        Raises:
            LedgerError: the disk took only a part of it.
        """
        kept: Future[None] = Future()
        with self.lock:
            self.waiting.append((completion.model_dump_json().encode() + b"\n", kept))
            leads, self.writing = not self.writing, True
        if leads:
            self.write_all()
        kept.result()

    def write_all(self) -> None:
        """Write what waits, until nothing does."""
        while True:
            with self.lock:
                batch, self.waiting = self.waiting, []
                if not batch:
                    self.writing = False
                    return
            self.write(batch)

    def write(self, batch: list[Waiting]) -> None:
        """One write for several; a failure is told to all of them."""
        try:
            append_bytes(self.path, b"".join(line for line, _ in batch), to_disk=True)
        except Exception as error:
            for _, kept in batch:
                kept.set_exception(error)
            return
        for _, kept in batch:
            kept.set_result(None)
