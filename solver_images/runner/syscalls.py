"""A filter of system calls for all programs of a server: what no optimisation needs is refused, by seccomp(2) of Linux.

It needs no power beyond `no_new_privs`, so it can hold behind every door; where an engine has set one already, that is
stricter and stands alone. Refused are the ways past the other guards: new namespaces and mounts, looking into other
processes, memory that nobody counts, objects that outlive the program, and parts of the kernel that are large and
seldom used.
"""

import ctypes
import errno
import platform
import socket
import struct
import sys

from . import kernel

PR_SET_SECCOMP, FILTER = 22, 2
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
NEW_NAMESPACES = 0x7E020000
"""All flags of clone(2) that make a namespace."""
SOCKETS = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK)
"""Families that programs may use: those that a network namespace closes in."""

REFUSED = {
    "x86_64": (
        *(101, 310, 311, 438),  # ptrace, process_vm_readv, process_vm_writev, pidfd_getfd
        *(165, 166, 155, 161, 272, 308),  # mount, umount2, pivot_root, chroot, unshare, setns
        *(248, 249, 250, 321, 298, 323, 300),  # keys, bpf, perf_event_open, userfaultfd, fanotify_init
        *(303, 304, 319),  # name_to_handle_at, open_by_handle_at, memfd_create
        *(29, 64, 68, 240),  # shmget, semget, msgget, mq_open
    ),
    "aarch64": (
        *(117, 270, 271, 438),
        *(40, 39, 41, 51, 97, 268),
        *(217, 218, 219, 280, 241, 282, 262),
        *(264, 265, 279),
        *(194, 190, 186, 180),
    ),
}
"""By processor, in one order."""
REFUSED_EVERYWHERE = (425, 426, 427, 428, 429, 430, 431, 432, 433, 442, 447)
"""io_uring, the newer calls for mounts, memfd_secret: numbers of all processors."""
CLONE, SOCKET = {"x86_64": 56, "aarch64": 220}, {"x86_64": 41, "aarch64": 198}
CLONE3 = 435
SECOND_TABLE = 0x40000000
"""From here on x86_64 has all calls once more, for 32-bit pointers; nobody uses them."""


def refuse_calls() -> bool:
    """Put the filter on this process and all that it starts, for good; it must have no way to new privileges.

    Returns:
        Whether one holds; on a processor that we have no numbers for, none does.
    """
    if is_filtered():
        return True
    if platform.machine() not in ARCHITECTURES:
        return False
    code = PROGRAM
    buffer = ctypes.create_string_buffer(code, len(code))

    class Filter(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]

    program = Filter(len(code) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    return kernel.LIBC.prctl(PR_SET_SECCOMP, FILTER, ctypes.byref(program), 0, 0) == 0


def is_filtered() -> bool:
    """Whether this process is under a filter."""
    return kernel.status("Seccomp") == str(FILTER)


def _program(machine: str) -> bytes:
    refuse = [_step(RETURN, REFUSE | errno.EPERM)]
    steps = [_step(LOAD, ARCHITECTURE), _step(EQUAL, ARCHITECTURES[machine], skip_else=0, skip_then=1)]
    steps += [_step(RETURN, KILL), _step(LOAD, NUMBER)]
    steps += [_step(AT_LEAST, SECOND_TABLE, skip_else=1), _step(RETURN, KILL)]
    for number in (*REFUSED[machine], *REFUSED_EVERYWHERE):
        steps += [_step(EQUAL, number, skip_else=1), *refuse]
    # Its flags lie in memory, where a filter cannot look; libraries fall back to clone.
    steps += [_step(EQUAL, CLONE3, skip_else=1), _step(RETURN, REFUSE | errno.ENOSYS)]
    steps += [_step(EQUAL, CLONE[machine], skip_else=4), _step(LOAD, FIRST_ARGUMENT)]
    steps += [_step(ANY_BIT, NEW_NAMESPACES, skip_else=1), *refuse, _step(RETURN, ALLOW)]
    steps += [_step(EQUAL, SOCKET[machine], skip_else=len(SOCKETS) + 2), _step(LOAD, FIRST_ARGUMENT)]
    for left, family in enumerate(SOCKETS):
        steps += [_step(EQUAL, family, skip_then=len(SOCKETS) - left, skip_else=0)]
    return b"".join([*steps, *refuse, _step(RETURN, ALLOW)])


def _step(code: int, value: int, skip_then: int = 0, skip_else: int = 0) -> bytes:
    return struct.pack("HBBI", code, skip_then, skip_else, value)


PROGRAM = _program(platform.machine()) if platform.machine() in ARCHITECTURES and sys.byteorder == "little" else b""
