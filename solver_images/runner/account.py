"""What reaches the fork server from a program: the tails of its streams, and the account that the hooks give."""

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from .frames import HEADER, LARGEST, Message

CALLS_KEPT = 100
LONGEST_WORD = 40
"""Characters of a status or a sense."""
MOST_ITEMS = 1_000_000
"""Lists, objects and their items in the largest message; names with commas count, so that there is room."""


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
    """What the program's process told about its solver: the last model, the last answer, and the last calls."""

    solves: int = 0
    solve_seconds: float = 0.0
    inside: bool = False
    """Whether the program is in the solver."""
    start: Message | None = None
    end: Message | None = None
    failure: Message | None = None
    calls: deque[Message] = field(default_factory=lambda: deque[Message](maxlen=CALLS_KEPT))
    """Number of the model, status, objective, sense and seconds of each call; the last ones are kept."""
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
            message: Any = json.loads(body) if _is_small(body) else None
            self._take(message.pop("event"), message)
        except (ValueError, KeyError, AttributeError, TypeError, OverflowError, RecursionError):
            self.broken = True

    def _take(self, event: str, facts: Message) -> None:
        seconds = float(facts.pop("solve_seconds", 0.0))
        self.solve_seconds += seconds
        if event == "start":
            self.solves, self.start, self.inside = self.solves + 1, facts, True
            self.calls.append(_plain(facts, ("model", "sense")))
        elif event in ("end", "raised"):
            self.inside = False
            if event == "end" or "status" in facts:
                self.end = {**(self.start or {}), **facts}
            self._add_to_call(facts if event == "end" else {"status": "crashed", **facts}, seconds)
        elif event == "failure":
            self.failure = facts

    def _add_to_call(self, facts: Message, seconds: float) -> None:
        if self.calls:
            call = self.calls[-1]
            call |= _plain(facts, ("status", "objective", "sense"))
            call["solve_seconds"] = call.get("solve_seconds", 0.0) + seconds


def _is_small(body: bytes) -> bool:
    """Whether reading a message makes few objects: a megabyte of brackets takes fifty in memory."""
    return sum(body.count(mark) for mark in (b"[", b"{", b",")) <= MOST_ITEMS


def _plain(facts: Message, names: tuple[str, ...]) -> Message:
    """Keep short words and numbers only: a program may tell anything, a hundred times."""
    told = {name: facts[name] for name in names if name in facts}
    return {
        name: value
        for name, value in told.items()
        if isinstance(value, int | float) or (isinstance(value, str) and len(value) <= LONGEST_WORD)
    }
