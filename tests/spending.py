"""What a command spends of the processors: itself, Prefect, its checks, and its programs, wherever they run.

It is looked at four times a second, so that the last quarter of a process that ends is lost.
"""
# pyright: basic
# Reason: docker ships no types.

import socket
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property

from docker import DockerClient
from docker.errors import DockerException

from tasks.sandbox.engine import engine
from tasks.sandbox.errors import EngineMissing
from tasks.sandbox.hardening import OWNER, start_of
from tests.processes import cpu_by_part, cpu_seconds

LOOK_SECONDS = 0.25


class Spending:
    """Watches one command from its start to its end."""

    def __init__(self, pid: int, has_ended: Callable[[], bool]) -> None:
        """Begin to look."""
        self.pid, self.has_ended = pid, has_ended
        self.owner = f"{socket.gethostname()}/{pid}/{start_of(pid)}"
        self.seen: dict[str, dict[int, float]] = defaultdict(dict)
        """Most that was seen of each process, by part."""
        self.roots: dict[str, int] = {}
        """First process of each container."""
        self.watcher = threading.Thread(target=self.watch, daemon=True)
        self.watcher.start()

    def seconds(self) -> dict[str, float]:
        """Processor seconds by part, once the command has ended."""
        self.watcher.join()
        return {part: sum(processes.values()) for part, processes in self.seen.items()}

    def watch(self) -> None:
        """Look until it ends."""
        pause = threading.Event()
        while not self.has_ended():
            for part, processes in cpu_by_part(self.pid).items():
                self.keep(part, processes)
            self.keep("programs", self.contained())
            pause.wait(LOOK_SECONDS)

    def keep(self, part: str, processes: dict[int, float]) -> None:
        """Take in what processes have used so far; one that has ended keeps what it had."""
        for pid, seconds in processes.items():
            self.seen[part][pid] = max(seconds, self.seen[part].get(pid, 0.0))

    def contained(self) -> dict[int, float]:
        """Processor seconds of the fork servers in containers, with the programs that they ran."""
        client = self.client
        if client is None:
            return {}
        with suppress(DockerException, OSError):
            for container in client.api.containers(filters={"label": f"{OWNER}={self.owner}"}):
                if container["Id"] not in self.roots:
                    state = client.api.inspect_container(container["Id"])["State"]
                    self.roots[container["Id"]] = state["Pid"]
        return {pid: cpu_seconds(pid, reaped=True) for pid in self.roots.values() if pid}

    @cached_property
    def client(self) -> DockerClient | None:
        """The engine, where one answers."""
        with suppress(EngineMissing):
            return engine()
        return None
