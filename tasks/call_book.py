"""The book of a round's calls: an answer that was paid for is on the disk before anybody uses it.

Many threads append at once. Whoever comes while another writes leaves its line and waits; the writer takes all lines
that were left in one write and one sync, so that a slow disk costs each answer a wait, and not each its own sync.

Several processes may append, too. Each sees what the others did when it looks for news, and of several that want the
answer to one request only one asks.
"""

import fcntl
import os
import struct
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from schemas.teacher import Completion
from tasks.ledger import append_bytes, open_to_append
from tasks.promised import Promised
from tasks.tail import Tail

Waiting = tuple[bytes, Promised[None]]


class CallBook:
    """Appends answers to one file."""

    def __init__(self, path: Path, askers: int = 1) -> None:
        """Name the file, which appears with the first answer, and how many processes ask meanwhile."""
        self.path = path
        self.askers = askers
        self.tail = Tail(path, Completion)
        self.own: set[str] = set()
        self.lock = threading.Lock()
        self.waiting: list[Waiting] = []
        self.writing = False

    def news(self) -> list[Completion]:
        """Answers that other processes appended since the last look; at first all that there are.

        Raises:
            LedgerError: a line cannot be read.
        """
        return [completion for completion in self.tail.news() if completion.request_hash not in self.own]

    @contextmanager
    def asking(self, request_hash: str) -> Generator[None]:
        """Keep other processes from asking for the same answer; waits while one of them does.

        A lock on one byte of the file `asking`, a byte a request, which belongs to the open file: threads of one
        process keep out of each other's way, and a process that ends leaves none behind.
        """
        descriptor = open_to_append(self.path.with_name("asking"))
        try:
            byte = int(request_hash[:15], 16)  # a place in a file is below 2**63
            lock = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, byte, 1, 0)
            fcntl.fcntl(descriptor, fcntl.F_OFD_SETLKW, lock)
            yield
        finally:
            os.close(descriptor)

    def append(self, completion: Completion) -> None:
        """Keep an answer; on return it is on the disk.

        Raises:
            LedgerError: the disk took only a part of it.
        """
        kept = Promised[None]()
        with self.lock:
            self.own.add(completion.request_hash)
            self.waiting.append((completion.model_dump_json().encode() + b"\n", kept))
            leads, self.writing = not self.writing, True
        if leads:
            self.write_all()
        kept.take()

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
            self.tail.appended(append_bytes(self.path, b"".join(line for line, _ in batch), to_disk=True))
        except Exception as error:
            for _, kept in batch:
                kept.fail(error)
            return
        for _, kept in batch:
            kept.give(None)
