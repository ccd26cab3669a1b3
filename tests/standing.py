"""A factory that stands on this machine for the time of a test: what `optmill up` starts."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import httpx

from deployments.services import alive, read_standing
from deployments.up import state_folder
from schemas.service import Service
from tests.mill import ROOT, environment
from tests.processes import Process, descendants

BUSY = 503
"""What a server says whose database is locked; Prefect's own client asks again, too."""
FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


class Factory:
    """Up between enter and exit; `home` is where its runs work."""

    def __init__(self, home: Path, *options: str) -> None:
        """Name its folder, and further options of `optmill up`."""
        self.home, self.options = home, options
        self.port = free_pair()
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}/api", timeout=60)

    def __enter__(self) -> Self:
        """Stand it up."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.up()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take it down."""
        self.http.close()
        self.command("down")

    def up(self) -> None:
        """Start what does not run, as an operator does after a loss."""
        done = self.command("up", "--port", str(self.port), *self.options)
        assert done.returncode == 0, done.stderr

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `optmill` in the factory's folder."""
        own = {"PYTHONPATH": str(ROOT), "OPTMILL_HOME": str(self.home)}
        return subprocess.run(
            [sys.executable, "-m", "flows", *arguments],
            cwd=self.home,
            env=environment(self.home / "client") | own,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def post(self, path: str, content: dict[str, Any]) -> Any:
        """Ask the API; a server that is starting again is waited for."""
        return self.ask("POST", path, content)

    def ask(self, method: str, path: str, content: dict[str, Any] | None = None) -> Any:
        """One request of the API, repeated for a minute while the server is away."""
        deadline = time.monotonic() + 60
        while True:
            try:
                answer = self.http.request(method, path, json=content)
                if answer.status_code != BUSY or time.monotonic() > deadline:
                    answer.raise_for_status()
                    return answer.json()
            except httpx.TransportError:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.5)

    def run(self, deployment: str, **parameters: Any) -> str:
        """Run a deployment; returns the id of its flow run."""
        found = self.ask("GET", f"/deployments/name/{deployment}")
        return self.post(f"/deployments/{found['id']}/create_flow_run", {"parameters": parameters})["id"]

    def flow_run(self, id: str) -> dict[str, Any]:
        """A flow run as the server knows it."""
        return self.ask("GET", f"/flow_runs/{id}")

    def wait(self, id: str, *states: str, seconds: float = 120) -> dict[str, Any]:
        """Wait until a flow run is in one of some types of state: by default a final one."""
        deadline = time.monotonic() + seconds
        while (run := self.flow_run(id))["state_type"] not in (states or FINAL):
            assert time.monotonic() < deadline, f"{run['name']} is {run['state']}"
            time.sleep(0.3)
        return run

    def set_state(self, id: str, type: str, name: str) -> None:
        """What the buttons Retry (SCHEDULED, AwaitingRetry) and Cancel (CANCELLING, Cancelling) send."""
        self.post(f"/flow_runs/{id}/set_state", {"state": {"type": type, "name": name}})

    def artifacts(self, key: str) -> list[dict[str, Any]]:
        """All artifacts of a key, the oldest first."""
        filters = {"artifacts": {"key": {"any_": [key]}}}
        return sorted(self.post("/artifacts/filter", filters), key=lambda artifact: artifact["created"])

    def events(self, name: str) -> list[dict[str, Any]]:
        """Events of a name."""
        return self.post("/events/filter", {"filter": {"event": {"name": [name]}}, "limit": 50})["events"]

    def service(self, name: str) -> Service:
        """A service that runs."""
        standing = read_standing(state_folder(self.home))
        assert standing
        return next(service for service in standing.services if service.name == name and alive(service))

    def runs_of(self, worker: str) -> set[Process]:
        """Processes below a worker: flow runs and what they started."""
        return descendants(self.service(worker).pid)


def kill(pid: int) -> None:
    """End a process at once, as a lost machine does."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def free_pair() -> int:
    """A port on loopback that is free like the next one."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            with suppress(OSError):
                second.bind(("127.0.0.1", port + 1))
                return port


def flow_process(factory: Factory, run: str) -> Process | None:
    """The process that carries a flow run: it is told its id by its environment."""
    wanted = f"PREFECT__FLOW_RUN_ID={UUID(run)}".encode()
    for process in all_processes():
        with suppress(OSError):
            told = Path(f"/proc/{process.pid}/environ").read_bytes().split(b"\0")
            words = Path(f"/proc/{process.pid}/cmdline").read_bytes()
            if (wanted in told or wanted.replace(b"-", b"") in told) and b"prefect" in words:
                return process
    return None


def all_processes() -> set[Process]:
    """Everything below this machine's first process."""
    return descendants(1)
