"""What reaches the fork server from a program: the tails of its streams, and the account that the hooks give."""

import json
from dataclasses import dataclass, field
from typing import Any

from .frames import HEADER, LARGEST, Message


class Tail:
    """The last bytes of a stream."""

    def __init__(self, limit: int) -> None:
        """Keep at most `limit` bytes."""
        self.limit, self.total, self._kept = limit, 0, bytearray()

    def add(self, data: bytes) -> None:
        """Append data, forget the oldest."""
        self.total += len(data)
        self._kept += data
        if len(self._kept) > 4 * self.limit:
            del self._kept[: -self.limit]

    def text(self) -> str:
        """Decode what is left."""
        return bytes(self._kept[-self.limit :]).decode("utf-8", "replace")


@dataclass
class Account:
    """What the program's process told about its solver: the last model, the last answer, and a count."""

    solves: int = 0
    solve_seconds: float = 0.0
    inside: bool = False
    """Whether the program is in the solver."""
    start: Message | None = None
    end: Message | None = None
    failure: Message | None = None
    broken: bool = False
    """Whether the pipe held something else than frames; nothing after that is believed."""
    _buffer: bytearray = field(default_factory=bytearray)

    def add(self, data: bytes) -> None:
        """Take in bytes of the pipe."""
        if self.broken:
            return
        self._buffer += data
        while (body := self._next_body()) is not None:
            self._read(body)

    def _next_body(self) -> bytes | None:
        if len(self._buffer) < HEADER.size:
            return None
        (length,) = HEADER.unpack(self._buffer[: HEADER.size])
        self.broken = self.broken or length > LARGEST
        if self.broken or len(self._buffer) < HEADER.size + length:
            return None
        body = bytes(self._buffer[HEADER.size : HEADER.size + length])
        del self._buffer[: HEADER.size + length]
        return body

    def _read(self, body: bytes) -> None:
        try:
            message: Any = json.loads(body)
            self._take(message.pop("event"), message)
        except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
            self.broken = True

    def _take(self, event: str, facts: Message) -> None:
        self.solve_seconds += float(facts.pop("solve_seconds", 0.0))
        if event == "start":
            self.solves, self.start, self.inside = self.solves + 1, facts, True
        elif event == "end":
            self.end, self.inside = {**(self.start or {}), **facts}, False
        elif event == "raised":
            self.inside = False
        elif event == "failure":
            self.failure = facts
