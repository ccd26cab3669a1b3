"""A model server for the time of a test: a process of its own, and what it counted."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.model_server.settings import Settings

ROOT = Path(__file__).parent.parent.parent


class RunningServer:
    """A context manager that starts a server and ends it."""

    def __init__(self, settings: Settings | None = None, **fields: Any) -> None:
        """Take settings, or their fields."""
        self.settings = settings or Settings.model_validate(fields)

    def __enter__(self) -> Self:
        """Start, and wait until it listens."""
        command = [sys.executable, "-m", "tests.model_server", self.settings.model_dump_json()]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://"), "the model server did not start"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def stats(self) -> dict[str, Any]:
        """What it counted since the last reset."""
        return self.get("stats")

    def plants(self) -> list[dict[str, str]]:
        """What it planted: the kind of each error by the hash of the answer that holds it."""
        return self.get("plants")

    def settle(self) -> dict[str, Any]:
        """What it counted; answers to whoever is still connected count as received from now on."""
        with urllib.request.urlopen(urllib.request.Request(self.admin("settle"), method="POST"), timeout=30) as answer:
            return json.load(answer)

    def reset(self, latency_seconds: float | None = None) -> None:
        """Have it forget its counts, not its thoughts; and answer with another latency from then on."""
        name = "reset" if latency_seconds is None else f"reset?latency={latency_seconds}"
        urllib.request.urlopen(urllib.request.Request(self.admin(name), method="POST"), timeout=10).close()

    def change_faults(self, faults: dict[str, float]) -> None:
        """Have it make these faults from then on."""
        self.post("faults", faults)

    def learn(self, rows: list[dict[str, str]]) -> None:
        """Tell it of solutions that it did not write: statement, program and kind of error of each."""
        self.post("learn", rows)

    def post(self, name: str, content: Any) -> None:
        """Tell an admin page something."""
        body = json.dumps(content).encode()
        urllib.request.urlopen(urllib.request.Request(self.admin(name), body, method="POST"), timeout=30).close()

    def get(self, name: str) -> Any:
        """An admin page."""
        with urllib.request.urlopen(self.admin(name), timeout=30) as answer:
            return json.load(answer)

    def admin(self, name: str) -> str:
        """Address of an admin page."""
        return f"{self.address.removesuffix('/v1')}/admin/{name}"
