"""How a solver container is created: what it may not do, whatever runs in it."""

import os
import socket
from functools import cache
from pathlib import Path
from typing import Any

from tasks.sandbox.image_source import FOLDER
from tasks.sandbox.licences import licences
from tasks.sandbox.pool import Place
from tasks.sandbox.users import next_user

SECCOMP = FOLDER / "seccomp.json"
ROLE, OWNER, DOOR = "optmill.role", "optmill.owner", "optmill.door"
"""Labels by which containers are found again; the owner is `host/process/start`, the door one of that process's."""
SOLVER = "solver"
SCRATCH_MIB = 256
"""Size of the only place where a program can write, in memory."""
INODES = 20_000
SERVER_MIB = 256
"""Memory of the fork server with its libraries, beyond what a program may use."""
SPARE_PROCESSES = 64
"""Beyond those of the program, so that the server can always fork."""
SPARE_PROCESSORS = 0.5
"""The server reads while its program computes."""
POWERS = ["SETUID", "SETGID", "KILL"]
"""What the server needs to run a program as another user, and to end what that user left; the program has none."""
ENVIRONMENT = {
    "HOME": "/tmp/work",  # noqa: S108 - a path in the container
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}


def creation(image: str, place: Place, door: str = "") -> dict[str, Any]:
    """Arguments of the engine's `containers.create` for one server.

    Args:
        image: id of the image.
        place: what programs in it may use.
        door: tells the doors of one process apart.
    """
    memory = f"{place.memory_mib + SCRATCH_MIB + SERVER_MIB}m"
    return {
        "image": image,
        "command": ["--scratch", "/tmp", "--user", str(next_user())],  # noqa: S108 - a path in the container
        "user": "0:0",
        "labels": {ROLE: SOLVER, OWNER: owner(), DOOR: door},
        "environment": ENVIRONMENT | {licence.variable: licence.inside for licence in licences()},
        "volumes": {licence.path: {"bind": licence.inside, "mode": "ro"} for licence in licences()},
        "stdin_open": True,
        "auto_remove": True,
        "log_config": {"type": "none"},
        "network_mode": "none",
        "ipc_mode": "none",
        "read_only": True,
        "tmpfs": {"/tmp": f"rw,noexec,nosuid,nodev,size={SCRATCH_MIB}m,nr_inodes={INODES},mode=1777"},  # noqa: S108
        "cap_drop": ["ALL"],
        "cap_add": POWERS,
        "security_opt": ["no-new-privileges:true", f"seccomp={seccomp_profile()}"],
        "pids_limit": place.processes + SPARE_PROCESSES,
        "mem_limit": memory,
        "memswap_limit": memory,
        "nano_cpus": int((place.threads + SPARE_PROCESSORS) * 1e9),
    }


@cache
def seccomp_profile() -> str:
    """The list of system calls that a container may make, as an engine takes it: the text and not its path."""
    return SECCOMP.read_text(encoding="utf-8")


def owner() -> str:
    """This process, told apart from a later one with its id."""
    return f"{socket.gethostname()}/{os.getpid()}/{start_of(os.getpid())}"


def start_of(pid: int) -> str:
    """When a process of this machine started, in ticks since boot; empty where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        return ""
