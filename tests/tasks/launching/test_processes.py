"""The trainer's processes are ended together, and soon."""

import ctypes
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.launching.errors import TrainingFailed
from tasks.launching.processes import GRACE_SECONDS, run_processes

CHILD_SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER` of `prctl`."""


@pytest.fixture
def nobody_reaps() -> Iterator[None]:
    """Orphans fall to this process, which does not ask for their end."""
    libc = ctypes.CDLL(None)
    libc.prctl(CHILD_SUBREAPER, 1)
    yield
    libc.prctl(CHILD_SUBREAPER, 0)


@pytest.mark.usefixtures("nobody_reaps")
def test_orphans_that_nobody_reaps_are_not_waited_for(tmp_path: Path):
    began = time.monotonic()
    with pytest.raises(TrainingFailed, match="left no metric"):
        run_processes(["sh", "-c", "sleep 60 & sleep 60"], tmp_path / "log", lambda: 0.0, stall_seconds=0.1)
    assert time.monotonic() - began < GRACE_SECONDS
