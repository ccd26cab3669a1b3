"""Prefect's server as a process, whether it lasts or lives for one run."""

import sys
import urllib.request
from contextlib import suppress


def server_command(port: int) -> list[str]:
    """What starts a server on loopback."""
    command = [sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"]
    return [*command, "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]


def answers(url: str) -> bool:
    """Whether an address of ours on loopback answers."""
    with suppress(OSError):
        urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own loopback address
        return True
    return False
