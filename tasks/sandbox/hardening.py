"""How a container is locked up in which programs run: what holds for every one, whatever runs in it."""

from functools import cache
from typing import Any

from tasks.sandbox.image_source import FOLDER

SECCOMP = FOLDER / "seccomp.json"
SCRATCH = "/tmp"  # noqa: S108 - in the container, a file system of its own
SCRATCH_OPTIONS = "rw,noexec,nosuid,nodev,size=256m,nr_inodes=20000,mode=1777"
PROCESSES = 128
"""More than one program may have (`Limits.processes`), so that the fork server can always act."""


@cache
def seccomp_profile() -> str:
    """The list of system calls that a container may make, as an engine takes it: the text and not its path."""
    return SECCOMP.read_text(encoding="utf-8")


def hardened(memory_mib: int) -> dict[str, Any]:
    """Options of docker's SDK for a container without network, power, or a place to leave anything.

    Args:
        memory_mib: for all of its processes and its scratch folder together.
    """
    memory = f"{memory_mib}m"
    return {
        "network_mode": "none",
        "read_only": True,
        "tmpfs": {SCRATCH: SCRATCH_OPTIONS},
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges", f"seccomp={seccomp_profile()}"],
        "ipc_mode": "none",
        "pids_limit": PROCESSES,
        "mem_limit": memory,
        "memswap_limit": memory,
        "log_config": {"Type": "none"},
    }
