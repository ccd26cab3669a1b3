"""The round's ledger: what each stage did and each teacher answered, one JSON line each, kept as it comes.

`plan.jsonl` says what the round will make; `calls.jsonl` and `shard-03/STAGE.jsonl` only ever grow.

A line is one write under the file's lock, so threads and processes may append to one file, and a line that has been
appended survives the death of its writer (not that of the machine, but for answers of teachers: those are forced to
the disk, see `call_book.py`). A writer that is
killed in the middle leaves half a line at the end; readers do not see it, and the next append cuts it off.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from schemas.candidate import Stage
from schemas.frozen import Frozen
from schemas.round import Birth
from schemas.step import Step
from schemas.teacher import Completion

CALLS = "calls.jsonl"
TAIL = 65_536
"""Bytes at a time in which the end of the last whole line is looked for."""

Noun = TypeVar("Noun", bound=Frozen)


class LedgerError(Exception):
    """The ledger cannot be read or written; the message names file, line and remedy."""


class Span(NamedTuple):
    """Where lines lie in a file."""

    start: int
    """Bytes before them."""
    end: int
    lines: int


class Ledger:
    """The ledger of one round, in a folder of this machine's file system; cheap to make, without state."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it appears with the first line."""
        self.folder = Path(folder)

    def append_step(self, shard: int, step: Step) -> Span:
        """Keep what a stage did to a candidate; on return it is kept."""
        return append_line(self.file(shard, step.stage), step)

    @property
    def call_file(self) -> Path:
        """Where the teachers' answers lie."""
        return self.folder / CALLS

    def steps(self, shard: int, stage: Stage) -> dict[str, Step]:
        """A stage's steps by candidate; of two for one candidate the later.

        Raises:
            LedgerError: a line cannot be read.
        """
        return {step.candidate_id: step for step in read_lines(self.file(shard, stage), Step)}

    def calls(self) -> dict[str, Completion]:
        """The teacher's answers by request hash.

        Raises:
            LedgerError: a line cannot be read.
        """
        return {call.request_hash: call for call in read_lines(self.call_file, Completion)}

    def write_plan(self, births: Iterable[Birth]) -> None:
        """Keep what the round will make, whole or not at all."""
        path = self.folder / "plan.jsonl"
        unfinished = path.with_suffix(".writing")
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text("".join(f"{birth.model_dump_json()}\n" for birth in births), encoding="utf-8")
        unfinished.replace(path)

    def plan(self) -> tuple[Birth, ...] | None:
        """What the round will make; None before it has been planned.

        Raises:
            LedgerError: a line cannot be read.
        """
        path = self.folder / "plan.jsonl"
        return tuple(read_lines(path, Birth)) if path.exists() else None

    def file(self, shard: int, name: str) -> Path:
        """Where a shard's lines of one kind lie."""
        return self.folder / f"shard-{shard:02d}" / f"{name}.jsonl"


def append_line(path: Path, noun: Frozen) -> Span:
    """Append a noun as one line, after cutting off what a killed writer left behind.

    Raises:
        LedgerError: the disk took only a part of it.
    """
    return append_bytes(path, noun.model_dump_json().encode() + b"\n")


def append_bytes(path: Path, lines: bytes, to_disk: bool = False) -> Span:
    """Append whole lines in one write under the file's lock; with `to_disk` they survive the machine's end, too.

    Raises:
        LedgerError: the disk took only a part of them.
    """
    descriptor = open_to_append(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        cut_torn_line(descriptor)
        written = os.write(descriptor, lines)
        if to_disk:
            os.fdatasync(descriptor)
        end = os.fstat(descriptor).st_size
    finally:
        os.close(descriptor)
    if written != len(lines):
        raise LedgerError(f"{path}: only {written} of {len(lines)} bytes could be written; is the disk full?")
    return Span(end - written, end, lines.count(b"\n"))


def open_to_append(path: Path) -> int:
    """Open a file for appending; its folder is made when it is missing, which is once."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT
    try:
        return os.open(path, flags, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o644)


def cut_torn_line(descriptor: int) -> None:
    """Truncate a file to the end of its last whole line."""
    size = os.fstat(descriptor).st_size
    if size == 0 or os.pread(descriptor, 1, size - 1) == b"\n":
        return
    start = size
    at = -1
    while start > 0 and at < 0:
        start = max(0, start - TAIL)
        at = os.pread(descriptor, TAIL, start).rfind(b"\n")
    os.ftruncate(descriptor, start + at + 1)


def read_lines(path: Path, noun: type[Noun]) -> Iterator[Noun]:
    """All whole lines of a file as nouns; a file that is not there has none.

    Raises:
        LedgerError: a line is not what it should be.
    """
    if path.exists():
        yield from (found for found, _ in read_lines_after(path, noun, Span(0, 0, 0)))


def read_lines_after(path: Path, noun: type[Noun], known: Span) -> Iterator[tuple[Noun, int]]:
    """The whole lines after those that are known, as nouns, each with the place of its end in the file.

    Raises:
        LedgerError: a line is not what it should be.
    """
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        end = file.seek(known.end)
        for number, line in enumerate(file, start=known.lines + 1):
            if line.endswith(b"\n"):
                end += len(line)
                yield read_line(path, number, line, noun), end


def read_line(path: Path, number: int, line: bytes, noun: type[Noun]) -> Noun:
    """One line as a noun; LedgerError when it cannot be read."""
    try:
        return noun.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]["msg"]
        raise LedgerError(
            f"{path}, line {number}: no {noun.__name__} can be read ({problem}); the text begins {line[:60]!r}; "
            "remove the line, and the round makes it again"
        ) from error
