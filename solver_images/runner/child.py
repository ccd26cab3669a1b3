"""The life of one program, from the fork to its last byte: give up power, then execute, then say how it ended."""

import builtins
import linecache
import os
import resource
import sys
import threading
import traceback
import types
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from . import kernel
from .processes import threads_of_user
from .record import recorder

FILE_NAME = "program.py"
"""What tracebacks call the program."""
MIB = 2**20
LONGEST_MESSAGE = 2_000
STREAMS = (
    open(0, closefd=False),
    *(open(number, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False) for number in (1, 2)),
)
"""A program's streams, made before the fork; written by line, so that a killed program's last words are there."""


@dataclass(frozen=True)
class Ends:
    """The child's ends of the three pipes."""

    stdout: int
    stderr: int
    record: int


@dataclass(frozen=True)
class Place:
    """Where and as whom a program runs."""

    folder: str
    user: int | None
    """User id to become; None without the power to change it."""


def run_child(job: dict[str, Any], ends: Ends, place: Place, work: Callable[[str], None]) -> NoReturn:
    """Run one job in this forked process and leave it; never returns into the server."""
    code = 1
    try:
        _give_up_power(job["limits"], ends, place)
        recorder.open(3, job["limits"])
        code = _perform(work, job["source"])
    finally:
        os._exit(code)


def execute(source: str) -> None:
    """Execute a program in a fresh `__main__`."""
    lines = source.splitlines(keepends=True)
    linecache.cache[FILE_NAME] = (len(source), None, lines, FILE_NAME)
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=FILE_NAME, __builtins__=builtins)
    sys.modules["__main__"] = module
    sys.argv = [FILE_NAME]
    exec(compile(source, FILE_NAME, "exec"), module.__dict__)


def _give_up_power(limits: dict[str, Any], ends: Ends, place: Place) -> None:
    os.setsid()
    _connect(ends)
    _change_user(place.user)
    os.chdir(place.folder)
    _limit(limits, place.user)


def _connect(ends: Ends) -> None:
    """Make the pipes descriptors 0 to 3 and close all others: the server's own must not be in reach."""
    os.dup2(ends.stdout, 1)
    os.dup2(ends.stderr, 2)
    os.dup2(ends.record, 3, inheritable=False)
    os.closerange(4, os.sysconf("SC_OPEN_MAX"))
    sys.stdin, sys.stdout, sys.stderr = STREAMS


def _change_user(user: int | None) -> None:
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    if user is None and os.geteuid() == 0:
        kernel.drop_capabilities()
    # A change of user clears both: the program may look at itself, and must not outlive its server.
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    kernel.die_with_parent()


def _limit(limits: dict[str, Any], user: int | None) -> None:
    """Set the resource limits; a user who is not the program's own has other threads, which count as well."""
    processes = limits["processes"] + (threads_of_user(os.getuid()) if user is None else 0)
    memory, file = limits["memory_mib"] * MIB, limits["file_mib"] * MIB
    for kind, value in (
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, file),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        _, most = resource.getrlimit(kind)
        value = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(kind, (value, value))


def _perform(work: Callable[[str], None], source: str) -> int:
    """Do the work and tell how it failed, if it did.

    Returns:
        The exit code that a Python interpreter would have given.
    """
    try:
        work(source)
        code = 0
    except SystemExit as leave:
        code = _exit_code(leave)
    except BaseException as error:
        recorder.tell("failure", _failure(error))
        traceback.print_exception(error.with_traceback(_own_frames(error.__traceback__)))
        code = 1
    _finish()
    return code


def _exit_code(leave: SystemExit) -> int:
    if leave.code is None or isinstance(leave.code, int):
        return (leave.code or 0) & 0xFF
    print(leave.code, file=sys.stderr)
    return 1


def _failure(error: BaseException) -> dict[str, Any]:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE_NAME]
    line = error.lineno if isinstance(error, SyntaxError) else (lines[-1] if lines else None)
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return {"type": type(error).__name__, "message": message[:LONGEST_MESSAGE], "line": line}


def _own_frames(frames: types.TracebackType | None) -> types.TracebackType | None:
    """Leave out our frames below the program's, as an interpreter would show it."""
    own = frames
    while own is not None and own.tb_frame.f_code.co_filename != FILE_NAME:
        own = own.tb_next
    return own


def _finish() -> None:
    """Wait for the program's threads and write out what is buffered, as an interpreter does when it ends."""
    for tell in reversed(getattr(threading, "_threading_atexits", ())):
        tell()  # so that idle workers of a pool end, which nobody else tells
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
