"""The end of a file of lines that others append to."""

import threading
from pathlib import Path
from typing import Generic, TypeVar

from schemas.frozen import Frozen
from tasks.ledger import Span, read_lines_after

Noun = TypeVar("Noun", bound=Frozen)


class Tail(Generic[Noun]):
    """Gives each line of a growing file once, but for those that its owner appended and has at hand."""

    def __init__(self, path: Path, noun: type[Noun]) -> None:
        """Take the file, which may come later, and what its lines are."""
        self.path, self.noun = path, noun
        self.lock = threading.Lock()
        self.known = Span(0, 0, 0)

    def news(self) -> list[Noun]:
        """What was appended since the last look; at first all.

        Raises:
            LedgerError: a line cannot be read.
        """
        with self.lock:
            if not self.path.exists() or self.path.stat().st_size <= self.known.end:
                return []
            found = list(read_lines_after(self.path, self.noun, self.known))
            if found:
                self.known = Span(0, found[-1][1], self.known.lines + len(found))
            return [noun for noun, _ in found]

    def appended(self, span: Span) -> None:
        """Pass over what its owner has just appended, unless somebody else's lines stand before it."""
        with self.lock:
            if span.start == self.known.end:
                self.known = Span(0, span.end, self.known.lines + span.lines)
