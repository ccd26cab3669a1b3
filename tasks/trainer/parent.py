"""A trainer that does not outlive whoever started it."""

import ctypes
import signal
from contextlib import suppress

DEATH_SIGNAL = 1
"""`PR_SET_PDEATHSIG` of `prctl`."""


def end_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends, however it ends."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGTERM)
