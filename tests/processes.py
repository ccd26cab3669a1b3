"""Processes of this machine, as `/proc` tells: who descends from whom, and who still lives."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Process(NamedTuple):
    """A process that is not mistaken for a later one of the same id."""

    pid: int
    began: int
    """Clock ticks since the machine started."""


class Status(NamedTuple):
    """A line of `/proc`."""

    process: Process
    parent: int
    zombie: bool


def statuses() -> list[Status]:
    """All processes of the machine."""
    found: list[Status] = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found.append(Status(Process(int(path.parent.name), int(fields[19])), int(fields[1]), fields[0] == "Z"))
    return found


def descendants(pid: int) -> set[Process]:
    """Children of a process, their children, and so on."""
    everyone = statuses()
    found: set[Process] = set()
    ancestors = {pid}
    while grown := {s.process for s in everyone if s.parent in ancestors} - found:
        found |= grown
        ancestors = {process.pid for process in grown}
    return found


def survivors(processes: set[Process], seconds: float = 10) -> set[Process]:
    """Those that still live after some seconds of grace; returns as soon as none does."""
    return still_there(lambda: processes & {s.process for s in statuses() if not s.zombie}, seconds)


def still_there(look: Callable[[], set[T]], seconds: float = 5) -> set[T]:
    """What is found again and again for some seconds of grace; returns as soon as there is nothing."""
    deadline = time.monotonic() + seconds
    while left := look():
        if time.monotonic() > deadline:
            return left
        time.sleep(0.05)
    return set()


def cpu_seconds(pid: int, reaped: bool = False) -> float:
    """Processor seconds of a process, on wish with those of its children that have ended; 0 where it is gone."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(field) for field in fields[11 : 15 if reaped else 13]) / os.sysconf("SC_CLK_TCK")
    return 0.0


def cpu_of_family(pid: int) -> float:
    """Processor seconds of a process and all that descend from it, those that have ended and were waited for too."""
    return sum(cpu_seconds(one, reaped=True) for one in (pid, *(process.pid for process in descendants(pid))))


def cpu_by_part(pid: int) -> dict[str, dict[int, float]]:
    """Processor seconds of a command's own process, of Prefect's server, of programs and of checks, by process id.

    Programs count with the fork servers that ran them, those behind the local door; containers are nobody's children.
    """
    parts: dict[str, dict[int, float]] = {"round": {pid: cpu_seconds(pid)}, "prefect": {}, "checks": {}, "programs": {}}
    for process in descendants(pid):
        with suppress(OSError):
            words = Path(f"/proc/{process.pid}/cmdline").read_bytes()
            if not words:  # it has ended, and no longer tells what it was
                continue
            runs = b"/forkserver.py" in words and not words.startswith((b"unshare", b"bwrap"))
            part = "programs" if runs else "prefect" if b"prefect" in words else "checks"
            parts[part][process.pid] = cpu_seconds(process.pid, runs)
    return parts
