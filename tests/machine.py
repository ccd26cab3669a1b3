"""What programs may have left on this machine: processes, files and containers that should be gone."""
# pyright: basic
# Reason: docker ships no types.

import os
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from tasks.sandbox.engine import engine
from tasks.sandbox.errors import EngineMissing
from tasks.sandbox.hardening import OWNER, owner
from tasks.sandbox.server import PREFIX
from tasks.sandbox.users import FIRST_USER, USERS
from tests.processes import descendants, statuses, still_there

PLACES = ("/tmp", "/var/tmp", "/dev/shm", tempfile.gettempdir())
PROGRAM_USERS = range(FIRST_USER, FIRST_USER + USERS)


def left_behind() -> set[str]:
    """Name what this process's doors and their programs have on the machine, a line for each thing."""
    return {*_processes(), *_files(), *_containers()}


def still_left(before: set[str], seconds: float = 5) -> set[str]:
    """What is there and was not before, after some seconds of grace; returns as soon as there is nothing."""
    return still_there(lambda: left_behind() - before, seconds)


def _processes() -> set[str]:
    """Our descendants, and orphans that belong to a program's user."""
    ours = {process.pid for process in descendants(os.getpid())}
    orphans = {status.process.pid for status in statuses() if status.parent == 1}
    of_programs = {pid for pid in orphans if _owner(Path(f"/proc/{pid}")) in PROGRAM_USERS}
    return {f"process {pid} {_command(pid)}" for pid in ours | of_programs}


def _files() -> set[str]:
    found: set[str] = set()
    for path in (path for place in {*PLACES} if Path(place).is_dir() for path in Path(place).iterdir()):
        if _owner(path) in PROGRAM_USERS or path.name.startswith(f"{PREFIX}{os.getpid()}-"):
            found.add(f"file {path}")
    return found


def _containers() -> set[str]:
    """Containers that this process has started, in whatever state."""
    try:
        client = engine()
    except EngineMissing:
        return set()
    with closing(client):
        found = client.api.containers(all=True, filters={"label": f"{OWNER}={owner()}"})
    return {f"container {one['Id'][:12]} {one['State']}" for one in found}


def _owner(path: Path) -> int:
    with suppress(OSError):
        return path.lstat().st_uid
    return -1


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")[:80]
    return ""
