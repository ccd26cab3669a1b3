"""Which guards hold for this server, by looking and not by believing the options."""

import argparse
import os


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
    }
    return [name for name, holds in found.items() if holds]


def _network_is_empty() -> bool:
    """Whether no interface but the loopback exists."""
    with open("/proc/net/dev") as file:
        interfaces = [line.split(":")[0].strip() for line in file if ":" in line]
    return all(name == "lo" for name in interfaces)


def _is_read_only() -> bool:
    return all(os.statvfs(path).f_flag & os.ST_RDONLY for path in ("/", "/etc"))
