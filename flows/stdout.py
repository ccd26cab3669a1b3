"""Stdout belongs to what a command prints: a script that reads `--json` must meet nothing else there, and all of it."""

import io
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from flows.errors import UsageError

READER_GONE = 141
"""Exit code of a command whose reader has gone, as in shells: 128 and SIGPIPE."""


class Answers(io.FileIO):
    """Where answers go; what can't be written there is the user's to mend, and is not tried again at exit."""

    def write(self, data: Any, /) -> int:
        """Write some bytes.

        Raises:
            UsageError: there is no room for them, or nobody takes them.
            SystemExit: the reader has gone, as `head` does; there is nobody to tell.
        """
        try:
            return super().write(data)
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            if isinstance(error, BrokenPipeError):
                sys.exit(READER_GONE)
            reason = f"the answer can't be written to stdout: {error.strerror}"
            raise UsageError(f"{reason}; make room there, or send it elsewhere") from error


def keep_stdout_clean() -> None:
    """Let only this command's own words reach stdout: what a library in C writes there goes to stderr from now on."""
    open_here = sys.__stdout__ is not None
    answers = os.dup(1 if open_here else os.open(os.devnull, os.O_RDONLY))
    os.dup2(2, 1)
    raw = Answers(answers, "w", closefd=False)
    encoding = sys.stdout.encoding if open_here else "utf-8"
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, line_buffering=raw.isatty())


@contextmanager
def answering() -> Generator[None]:
    """Stdout for a command's answers alone; at the end they are all written, or it fails."""
    keep_stdout_clean()
    try:
        yield
    finally:
        sys.stdout.flush()
