"""What this machine offers to keep programs apart: tried out once, not guessed from version numbers."""

import os
import shutil
import subprocess
import sys
from functools import cache

from schemas.frozen import Frozen

TRIAL_SECONDS = 10.0
NAMESPACES = ("--net", "--ipc", "--uts", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc")


class Isolation(Frozen):
    """How a fork server is started on this machine."""

    name: str
    """`bubblewrap`, `namespaces`, `user-namespaces` or `none`."""
    prefix: tuple[str, ...] = ()
    """Words in front of the server's command."""
    seal: bool = False
    """Whether the server may change its own mounts."""
    own_user: bool = False
    """Whether programs can run under a user id of their own."""
    missing: str = ""
    """For `optmill doctor`: what would be better, and how to get it."""


@cache
def best_isolation() -> Isolation:
    """Find the strongest isolation that works here, by starting a process in each."""
    return next(isolation for isolation in _candidates() if _works(isolation))


def _candidates() -> list[Isolation]:
    root = os.geteuid() == 0
    user = () if root else ("--user", "--map-root-user")
    name = "namespaces" if root else "user-namespaces"
    unshared = Isolation(name=name, prefix=("unshare", *user, *NAMESPACES), seal=True, own_user=root)
    bubbled = Isolation(name="bubblewrap", prefix=_bubblewrap(root), seal=True, own_user=root)
    remedy = "no namespaces: install bubblewrap or allow user namespaces (sysctl user.max_user_namespaces)"
    bare = [Isolation(name="none", own_user=own, missing=remedy) for own in ((True, False) if root else (False,))]
    return [bubbled, unshared, *bare]


def _bubblewrap(root: bool) -> tuple[str, ...]:
    # The server needs power inside its own namespaces, to seal them and to change user; programs get none of it.
    user = () if root else ("--unshare-user", "--uid", "0", "--gid", "0")
    spaces = ("--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-pid", "--as-pid-1")
    return ("bwrap", *user, "--cap-add", "ALL", *spaces, "--bind", "/", "/", "--dev", "/dev", "--proc", "/proc")


def _works(isolation: Isolation) -> bool:
    """Whether a process starts behind the prefix, and can change its user where that is asked for."""
    if isolation.prefix and shutil.which(isolation.prefix[0]) is None:
        return False
    change = ("setpriv", "--reuid=60000", "--regid=60000", "--clear-groups") if isolation.own_user else ()
    # Without a sealed view of the files, the other user must be able to reach the interpreter where it lies.
    task = ("true",) if isolation.seal else (sys.executable, "-S", "-c", "")
    command = [*isolation.prefix, *change, *task]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TRIAL_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
