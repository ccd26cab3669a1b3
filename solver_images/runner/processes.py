"""Everything that a program started: found through parents, since orphans fall to the fork server."""

import os
import signal
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass

PAGE_MIB = os.sysconf("SC_PAGE_SIZE") / 2**20


@dataclass(frozen=True)
class Task:
    """One process, as /proc shows it."""

    pid: int
    parent: int
    threads: int
    resident_mib: float


def descendants(root: int) -> list[Task]:
    """List the living processes below `root`, however deep."""
    children: dict[int, list[Task]] = defaultdict(list)
    for task in _all_tasks():
        children[task.parent].append(task)
    found: list[Task] = []
    queue = [root]
    while queue:
        below = children.pop(queue.pop(), [])
        found.extend(below)
        queue.extend(task.pid for task in below)
    return found


def threads_of_user(user: int) -> int:
    """Count the threads that a user has, as far as /proc shows them: the base of `RLIMIT_NPROC`."""
    return sum(task.threads for task in _all_tasks() if _owner(task.pid) == user)


def address_space_mib() -> float:
    """How much this process could touch: what a limit of address space counts."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * PAGE_MIB


def end_stragglers(patience_seconds: float = 5.0) -> bool:
    """Kill and reap all that is left of a program.

    A subreaper with no children has no descendants either, so the clean case is one system call.

    Returns:
        Whether nothing is left.
    """
    until = time.monotonic() + patience_seconds
    while time.monotonic() < until:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return True
        if pid == 0:
            _kill_all()
            time.sleep(0.001)
    return False


def _kill_all() -> None:
    """Kill every descendant; the first process of a namespace does so at one stroke, ahead of any fork bomb."""
    if os.getpid() == 1:
        _kill(-1)
    for task in descendants(os.getpid()):
        _kill(task.pid)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def _all_tasks() -> list[Task]:
    tasks = (_task(int(name)) for name in os.listdir("/proc") if name.isdigit())
    return [task for task in tasks if task is not None]


def _task(pid: int) -> Task | None:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            # The name stands in parentheses and may hold blanks; the fields after it do not.
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    return Task(pid, int(fields[1]), int(fields[17]), int(fields[21]) * PAGE_MIB)


def _owner(pid: int) -> int:
    try:
        return os.stat(f"/proc/{pid}").st_uid
    except OSError:
        return -1
