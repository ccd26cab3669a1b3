"""A Prefect server of our own beside the lake, for the time of a run, where none is configured.

The ephemeral server of a flow without any loses most of its records when the process ends.
"""

import ctypes
import os
import signal
import socket
import subprocess
import time
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Final

from deployments.fresh_database import FreshDatabase
from deployments.server import answers, server_command
from deployments.settings import SERVER

SHORT_LIVED: Final = {
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
}
"""What a server for one run leaves out: pages, schedules, automations."""

CONSOLE: Final = {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"}
"""A failure is told once, by the command line; the server's pages have the logs."""
CLIENT: Final = {
    **CONSOLE,
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
}
"""What our own process says to a server of its own, unless the user says otherwise."""


class ServerError(RuntimeError):
    """The server did not come up; the message names its log."""


class OwnServer:
    """A server process that dies with ours."""

    def __init__(self, home: Path) -> None:
        """Start it at once; `wait` until it answers.

        Args:
            home: folder for its database, results and log; made when missing.
        """
        self.database = FreshDatabase(home)
        self.database.copy()
        self.port = free_port()
        self.log = home / "server.log"
        self.url = f"http://127.0.0.1:{self.port}/api"
        environment = os.environ | SERVER | SHORT_LIVED | {"PREFECT_HOME": str(home)}
        environment.pop("PREFECT_API_URL", None)
        environment["PREFECT_SERVER_API_PORT"] = str(self.port)
        # What it records can wait: the round's own work goes first.
        command = ["nice", *server_command(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def wait(self, seconds: float = 120) -> None:
        """Return once it answers from its database; what it makes ready for its first request is then made.

        Raises:
            ServerError: it ended, or did not answer in time.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise ServerError(f"the Prefect server ended with code {self.process.returncode}; see {self.log}")
            if answers(f"{self.url}/ready"):
                self.database.keep()
                return
            time.sleep(0.05)
        raise ServerError(f"the Prefect server did not answer within {seconds:g} s; see {self.log}")

    def close(self) -> None:
        """End it, gently first."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def die_with_parent() -> None:
    """Ask the kernel to kill this child when its parent ends, however it ends."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configured() -> bool:
    """Whether the user has named a server, in the environment or in the active Prefect profile."""
    if os.environ.get("PREFECT_API_URL"):
        return True
    path = Path(os.environ.get("PREFECT_HOME", Path.home() / ".prefect")) / "profiles.toml"
    content = tomllib.loads(path.read_text()) if path.is_file() else {}
    active = os.environ.get("PREFECT_PROFILE", content.get("active", ""))
    return "PREFECT_API_URL" in content.get("profiles", {}).get(active, {})


def suggest(settings: dict[str, str]) -> None:
    """Set what the user has not set; before `prefect` is imported."""
    for name, value in settings.items():
        os.environ.setdefault(name, value)


def point_client(server: OwnServer, home: Path) -> None:
    """Point this process' Prefect client at the server; must run before `prefect` is imported."""
    suggest(SERVER | CLIENT)
    os.environ["PREFECT_API_URL"] = server.url
    os.environ["PREFECT_HOME"] = str(home)
    os.environ.setdefault("PREFECT_LOCAL_STORAGE_PATH", str(home / "results"))
