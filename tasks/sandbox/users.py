"""User ids for programs: one a server, since the kernel counts a user's processes over the whole machine."""

import itertools
import os

FIRST_USER, USERS = 20_000, 40_000
"""Numbers that nobody bears, within the 65,536 that an engine without root may map."""
STRIDE = 97
"""Processes with neighbouring ids start far apart."""
_serial = itertools.count(STRIDE * os.getpid())


def next_user() -> int:
    """Give the next user id."""
    return FIRST_USER + next(_serial) % USERS
