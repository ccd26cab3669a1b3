"""Watching one program from the outside: its streams, its clock, its memory and its processes."""

import os
import select
import signal
import time
from contextlib import suppress
from typing import Any

from .account import Account, Tail
from .frames import Message
from .processes import descendants

FLOOD_BYTES = 16 * 2**20
"""Bytes on one stream after which a program is killed."""
LOOK_SECONDS = 0.05
"""How often memory and processes are counted, in seconds."""
DEATH_SECONDS = 5.0
"""How long a killed program may take to die, in seconds."""
CHUNK = 1 << 18
ONCE_BYTES = 1 << 21
"""Bytes of one pipe that are read before the clock is looked at again; more than a pipe holds."""
BUSY_BYTES = 1 << 15
"""Bytes at one look from which the next one comes soon: a full pipe would hold the program up."""
BUSY_SECONDS = 0.002


class Abandoned(Exception):
    """The door is gone, or the program cannot be killed: the server must end."""


class Watch:
    """One running program; `until_dead` returns when it is over, one way or another."""

    def __init__(self, pid: int, limits: dict[str, Any]) -> None:
        """Watch a child that was just forked."""
        self.pid, self.limits = pid, limits
        self.began = time.monotonic()
        self.killed = ""
        """Why it was killed: `time`, `memory`, `output` or `processes`; empty when it was not."""
        self.account = Account()
        self.stdout, self.stderr = Tail(limits["output_bytes"]), Tail(limits["output_bytes"])
        self._next_look = self.began + LOOK_SECONDS
        self._busy = False

    def until_dead(self, readers: tuple[int, int, int], door: int) -> Message:
        """Wait until the child is dead, killing it where it breaks a limit; its pipes are emptied now and then.

        A line that it prints wakes nobody: the pipes hold more than it writes between two looks.

        Args:
            readers: our ends of stdout, stderr and record, which do not block.
            door: where the jobs come from.

        Raises:
            Abandoned: the door closed its end, or the child does not die.
        """
        sinks = tuple(zip(readers, (self.stdout, self.stderr, self.account), strict=True))
        death = os.pidfd_open(self.pid)
        poll = select.poll()
        poll.register(death, select.POLLIN)
        poll.register(door, select.POLLIN)
        while not self._ended(poll, death, door):
            self._busy = sum(_drain(descriptor, sink) for descriptor, sink in sinks) > BUSY_BYTES
            self._enforce()
        os.close(death)
        for descriptor, sink in sinks:
            _drain(descriptor, sink)
        return self._reap()

    def _ended(self, poll: select.poll, death: int, door: int) -> bool:
        """Wait for the next look; True when the child is dead."""
        deadline = self.began + self.limits["wall_seconds"]
        wait = max(0.0, min(self._next_look, deadline) - time.monotonic())
        if self._busy or self.killed:
            wait = min(wait, BUSY_SECONDS)
        ready = {descriptor for descriptor, _ in poll.poll(1_000 * wait)}
        if door in ready:
            raise Abandoned("the door is gone")
        return death in ready

    def _enforce(self) -> None:
        now = time.monotonic()
        if self.killed:
            if now - self._killed_at > DEATH_SECONDS:
                raise Abandoned(f"the program does not die ({self.killed})")
        elif now - self.began >= self.limits["wall_seconds"]:
            self._kill("time")
        elif max(self.stdout.total, self.stderr.total) > FLOOD_BYTES:
            self._kill("output")
        elif now >= self._next_look:
            self._next_look = now + LOOK_SECONDS
            self._look()

    def _look(self) -> None:
        """Count what the program and all its descendants use together; a resource limit counts each alone."""
        family = descendants(os.getpid())
        if sum(task.resident_mib for task in family) > self.limits["memory_mib"]:
            self._kill("memory")
        elif sum(task.threads for task in family) > self.limits["processes"]:
            self._kill("processes")

    def _kill(self, why: str) -> None:
        self.killed, self._killed_at = why, time.monotonic()
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            os.kill(self.pid, signal.SIGKILL)

    def _reap(self) -> Message:
        _, status, usage = os.wait4(self.pid, 0)
        return {
            "killed": self.killed,
            "exit_code": os.waitstatus_to_exitcode(status),
            "wall_seconds": time.monotonic() - self.began,
            "cpu_seconds": usage.ru_utime + usage.ru_stime,
            "peak_memory_mib": usage.ru_maxrss / 1024,
            "stdout": self.stdout.text(),
            "stderr": self.stderr.text(),
            "solves": self.account.solves,
            "calls": list(self.account.calls),
            "solve_seconds": self.account.solve_seconds,
            "inside": self.account.inside,
            "start": self.account.start if self.account.inside else None,
            "end": self.account.end,
            "failure": self.account.failure,
        }


def _drain(descriptor: int, sink: Tail | Account) -> int:
    """Empty a pipe without waiting, and give the number of bytes; whoever writes faster than we read is cut short."""
    total = 0
    with suppress(BlockingIOError):
        while total < ONCE_BYTES and (data := os.read(descriptor, CHUNK)):
            sink.add(data)
            total += len(data)
    return total
