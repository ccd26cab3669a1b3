"""Which guards hold for this server, by looking and not by believing the options."""

import argparse
import os
from contextlib import suppress

from . import syscalls

NO_LIMIT = 2**60
"""Version 1 of control groups says "no limit" by a number of bytes beyond all memory."""


def guards(options: argparse.Namespace) -> list[str]:
    """Name the guards that hold, as they are reported in `Solve.isolation`."""
    found = {
        "process-group": True,
        "rlimits": True,
        "private-folder": True,
        "process-namespace": os.getpid() == 1,
        "network-namespace": _network_is_empty(),
        "own-user": options.user is not None,
        "read-only-files": _is_read_only(),
        "system-call-filter": syscalls.is_filtered(),
        "memory-cgroup": _memory_is_limited(),
    }
    return [name for name, holds in found.items() if holds]


def _network_is_empty() -> bool:
    """Whether no interface but the loopback exists."""
    with open("/proc/net/dev") as file:
        interfaces = [line.split(":")[0].strip() for line in file if ":" in line]
    return all(name == "lo" for name in interfaces)


def _memory_is_limited() -> bool:
    """Whether the control group of this process, as it sees it, bounds its memory (version 2 or 1)."""
    for path in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        with suppress(OSError), open(path) as file:
            text = file.read().strip()
            return text != "max" and int(text) < NO_LIMIT
    return False


def _is_read_only() -> bool:
    return all(os.statvfs(path).f_flag & os.ST_RDONLY for path in ("/", "/etc"))
