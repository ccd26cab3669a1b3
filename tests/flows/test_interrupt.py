"""Ctrl-C in the middle of a round: a message, exit code 130, no process left, and the next call goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mill import ROOT, environment, run
from tests.processes import descendants, survivors
from tests.watching import look

CHILDREN = ("--children", "24")


def usual_interrupt() -> None:
    """A shell's background job, such as this test may be, has Ctrl-C ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start(lake: Path, home: Path) -> subprocess.Popen[str]:
    """Evolve in a process group of its own, as a terminal starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows", "evolve", "--lake", str(lake), *CHILDREN],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=usual_interrupt,
    )


def executing(lake: Path) -> bool:
    return "execute" in look(lake).stage


def starting(lake: Path) -> bool:
    return (lake / "_prefect" / "server.log").exists()


@pytest.mark.parametrize("reached", [starting, executing])
def test_ctrl_c_ends_a_round_soon_and_leaves_no_process(reached: Callable[[Path], bool], tmp_path: Path):
    lake, home = tmp_path / "lake", tmp_path / "home"
    process = start(lake, home)
    deadline = time.monotonic() + 60
    family = descendants(process.pid)
    # The log is there a moment before the server that writes it.
    while not (family and reached(lake)) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
        family = descendants(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    began = time.monotonic()
    told = process.communicate(timeout=60)[1]
    assert time.monotonic() - began < 20
    assert process.returncode == 130
    assert told.strip().splitlines()[-1] == "optmill: stopped; run the same command again to go on"
    assert "Traceback" not in told
    assert family and not survivors(family)
    if reached is executing:
        again = run(home, "evolve", "--lake", lake, *CHILDREN, "--json")
        assert again.returncode == 0, again.stderr
        assert look(lake).published == 1
