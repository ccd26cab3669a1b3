"""Processes that last: started apart from the terminal, remembered in a folder, ended by who they are."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from schemas.service import Service, Standing

STATE = "up.json"
GRACE_SECONDS = 15.0
"""Between asking a service to end and killing it: a worker first cancels nothing, it lets its runs be found."""


def start(name: str, command: Sequence[str], folder: Path, environment: dict[str, str]) -> Service:
    """Start a service in a session of its own, its output in `logs/NAME.log`."""
    log = folder / "logs" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - our own commands
            list(command),
            env=environment,
            cwd=folder.parent,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    return Service(name=name, pid=process.pid, born=birth(process.pid) or 0, log=str(log))


def birth(pid: int) -> int | None:
    """When a process was started, in clock ticks since boot; None where there is none, or it has ended."""
    with suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if fields[0] in "ZX" else int(fields[19])
    return None


def alive(service: Service) -> bool:
    """Whether it still runs, and not another process with its number."""
    return birth(service.pid) == service.born


def end(services: Sequence[Service]) -> None:
    """Ask services to end, with all that they started, and kill what does not."""
    for service in services:
        strike(service, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while any(alive(service) for service in services) and time.monotonic() < deadline:
        time.sleep(0.1)
    for service in services:
        strike(service, signal.SIGKILL)


def strike(service: Service, number: signal.Signals) -> None:
    """Send a signal to a service that is alive."""
    if alive(service):
        with suppress(ProcessLookupError):
            os.killpg(service.pid, number)


def read_standing(folder: Path) -> Standing | None:
    """What was started in a folder; None: nothing yet."""
    path = folder / STATE
    return Standing.model_validate_json(path.read_text(encoding="utf-8")) if path.is_file() else None


def write_standing(folder: Path, standing: Standing) -> None:
    """Remember what was started, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{STATE}.writing"
    unfinished.write_text(standing.model_dump_json(indent=2), encoding="utf-8")
    unfinished.replace(folder / STATE)
