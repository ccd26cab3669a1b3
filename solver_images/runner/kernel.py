"""The few calls of the Linux kernel that Python does not offer."""

import ctypes
import errno
import os
import platform
import signal
from collections.abc import Generator
from contextlib import contextmanager

LIBC = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP = 1, 4, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC = 2, 4, 8, 4096, 16384
MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE, MOUNT_ATTR_RDONLY = 442, -100, 0x8000, 1
CAPSET = {"x86_64": 126, "aarch64": 91}
LAST_CAPABILITY = 63


def prctl(option: int, value: int) -> None:
    """Set one of the process's own switches, with prctl(2) of Linux.

    Raises:
        OSError: the kernel refuses.
    """
    _check(LIBC.prctl(option, ctypes.c_ulong(value), 0, 0, 0), f"prctl({option}, {value})")


def status(field: str) -> str:
    """Read one field of what the kernel says about this process; empty where it does not say it."""
    with open("/proc/self/status") as file:
        return next((line.split()[1] for line in file if line.startswith(f"{field}:")), "")


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent's thread ends."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def drop_capabilities() -> None:
    """Give up every capability for good, also for programs that are executed later."""
    for capability in range(LAST_CAPABILITY + 1):
        LIBC.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _check(LIBC.syscall(CAPSET[platform.machine()], header, (ctypes.c_uint32 * 6)()), "capset")


@contextmanager
def acting_as(user: int | None) -> Generator[None]:
    """Touch files as another user, with setfsuid(2) of Linux: needs no power over files, only that to change user.

    Signals and resource limits stay those of the process; None changes nothing.

    Raises:
        OSError: the kernel does not let us; the call itself would not say so.
    """
    if user is None:
        yield
        return
    LIBC.setfsgid(user)
    LIBC.setfsuid(user)
    if LIBC.setfsuid(ctypes.c_uint(-1).value) != user:
        raise OSError(errno.EPERM, f"setfsuid {user}: {os.strerror(errno.EPERM)}")
    try:
        yield
    finally:
        LIBC.setfsuid(os.geteuid())
        LIBC.setfsgid(os.getegid())


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system, with mount(2) of Linux.

    Raises:
        OSError: the kernel refuses.
    """
    code = LIBC.mount(source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode())
    _check(code, f"mount {kind or 'bind'} on {target}")


def make_read_only(root: str) -> None:
    """Make a mount and all below it read-only, in this mount namespace.

    Raises:
        OSError: the kernel refuses, or is older than 5.12.
    """
    attributes = (ctypes.c_uint64 * 4)(MOUNT_ATTR_RDONLY, 0, 0, 0)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    code = LIBC.syscall(MOUNT_SETATTR, AT_FDCWD, root.encode(), AT_RECURSIVE, attributes, size)
    _check(code, f"mount_setattr {root}")


def _check(code: int, what: str) -> None:
    if code:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
