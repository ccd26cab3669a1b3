"""Sealing the file system of a fork server's own mount namespace: read-only, homes hidden, scratch in memory."""

import os
from contextlib import suppress

from . import kernel

SCRATCH_OPTIONS = "size=256m,nr_inodes=20000,mode=1777"
"""The scratch folder of one server: it bounds what one program can write in all."""


SHARED = "/dev/shm"
PLAIN_FILES = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
KEYS = {"shm_rmid_forced": "1", "msgmni": "0", "sem": "0 0 0 0"}
"""Settings of System V IPC in our namespace: memory goes with its last user, queues and semaphores do not exist."""


def seal(scratch: str, keep: list[str]) -> None:
    """Make everything read-only but `scratch`, and hide the home folders but for the paths in `keep`.

    The interpreter may live in a home that other users cannot enter; what is kept is mounted again in an empty home
    that they can.

    Args:
        scratch: an existing folder, empty.
        keep: folders that must stay readable, such as `sys.prefix`.

    Raises:
        OSError: this process has no mount namespace of its own to change.
    """
    for key, value in KEYS.items():
        _set(f"/proc/sys/kernel/{key}", value)
    homes = [home for home in ("/root", "/home") if os.path.isdir(home)]
    kept = {path: os.open(path, os.O_PATH) for path in keep if _within(path, homes)}
    for home in homes:
        kernel.mount("tmpfs", home, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=1m,mode=755")
    for path, descriptor in sorted(kept.items()):
        _show_again(path, descriptor)
    kernel.make_read_only("/")
    kernel.mount("tmpfs", SHARED, "tmpfs", PLAIN_FILES, "size=16m,mode=1777")
    kernel.mount("tmpfs", scratch, "tmpfs", PLAIN_FILES, SCRATCH_OPTIONS)


def _show_again(path: str, descriptor: int) -> None:
    if not os.path.exists(path):
        os.makedirs(path, 0o755)
        kernel.mount(f"/proc/self/fd/{descriptor}", path, "", kernel.MS_BIND | kernel.MS_REC)
    os.close(descriptor)


def _set(path: str, value: str) -> None:
    """Set what the kernel lets us; in a user namespace some keys are not ours."""
    with suppress(OSError), open(path, "w") as file:
        file.write(value)


def _within(path: str, homes: list[str]) -> bool:
    return any(path.startswith(home + "/") for home in homes)
