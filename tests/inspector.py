"""Looks, as a program behind a door, for what the program before it left in the slot; prints a JSON object.

It runs in the slot itself, as the user that the attacked program had, with the standard library alone.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

SMALL_DISK = 2**31
"""Bytes; a larger one is shared with the machine, whose use is not the slot's."""


def processes() -> list[str]:
    """Name the living processes beside this one and its server."""
    others = [path for path in Path("/proc").glob("[0-9]*") if int(path.name) not in (os.getpid(), os.getppid())]
    found: list[str] = []
    for path in others:
        with suppress(OSError):
            if path.stat().st_uid == os.getuid():
                found.append((path / "stat").read_text().rpartition(")")[0])
    return found


def files() -> list[str]:
    """List the files of this user in every place where one may be left."""
    places = {Path(place) for place in (".", "..", "/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue")}
    found: list[str] = []
    for path in (path for place in places if place.is_dir() for path in place.iterdir()):
        with suppress(OSError):
            if path.lstat().st_uid == os.getuid() and path.resolve() != Path.cwd():
                found.append(str(path))
    return found


def segments() -> list[str]:
    """List System V objects; their first line is a heading."""
    found: list[str] = []
    for kind in ("shm", "msg", "sem"):
        with suppress(OSError):
            found += Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]
    return found


def keys() -> list[str]:
    """List the notes on the user's keyring."""
    with suppress(OSError):
        lines = [line.split() for line in Path("/proc/keys").read_text().splitlines()]
        return [" ".join(line[7:]) for line in lines if line[7] == "user" and line[3] != "expd"]
    return []


def disk() -> list[str]:
    """Say what is used of the slot's own disk, if it has one: mebibytes, and files."""
    state = os.statvfs(".")
    if state.f_blocks * state.f_frsize > SMALL_DISK:
        return []
    used = (state.f_blocks - state.f_bfree) * state.f_frsize >> 20
    return [f"{used} MiB", f"{state.f_files - state.f_ffree} files"]


print(json.dumps({"process": processes(), "file": files(), "segment": segments(), "key": keys(), "disk": disk()}))
