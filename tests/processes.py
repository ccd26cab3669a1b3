"""Processes of this machine, as `/proc` tells: who descends from whom, and who still lives."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


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
    deadline = time.monotonic() + seconds
    while left := processes & {s.process for s in statuses() if not s.zombie}:
        if time.monotonic() > deadline:
            return left
        time.sleep(0.05)
    return set()


def busy_seconds() -> float:
    """Processor seconds of the whole machine since it started, idle ones aside."""
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n")[0].split()[1:]]
    return (sum(fields[:8]) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Processor seconds of a process; 0 where it is gone."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def cpu_of_family(pid: int) -> float:
    """Processor seconds of a process and all that descend from it, those that have ended and were waited for too."""
    ticks = 0
    for one in (pid, *(process.pid for process in descendants(pid))):
        with suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def cpu_by_part(pid: int) -> dict[str, float]:
    """Processor seconds of a command: its own process, Prefect's server, and its other processes."""
    parts = {"round": cpu_seconds(pid), "prefect": 0.0, "checks": 0.0}
    for process in descendants(pid):
        with suppress(OSError):
            words = Path(f"/proc/{process.pid}/cmdline").read_bytes()
            parts["prefect" if b"prefect" in words else "checks"] += cpu_seconds(process.pid)
    return parts
