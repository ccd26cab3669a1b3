"""Random numbers that are the same in every run: drawn from one state, which children inherit.

Python's `random` seeds itself anew in every forked child; it is imported here first, without that.
"""

import importlib
import os
import sys
from collections.abc import Callable
from typing import Any


def import_random() -> None:
    """Import `random` so that a fork leaves its state alone; it must not have been imported before."""
    register: Callable[..., Any] = os.register_at_fork
    os.register_at_fork = _forget
    try:
        importlib.import_module("random")
    finally:
        os.register_at_fork = register


def seed() -> None:
    """Seed Python's random numbers, and numpy's where they are loaded."""
    sys.modules["random"].seed(0)
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed(0)


def _forget(**_: Any) -> None:
    """Register nothing."""
