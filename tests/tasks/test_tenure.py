"""Who may write to a round: its holder, and workers of the run that it names, until another one takes over."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

import tasks
from schemas.holder import Holder
from tasks.ledger import LedgerError
from tasks.tenure import RoundLost, Tenure

ROOT = Path(tasks.__file__).parents[1]
HOLD = """
import os, sys, time
from pathlib import Path
from schemas.holder import Holder
from tasks.tenure import Tenure
Tenure(Path(sys.argv[1])).take(Holder(process=os.getpid(), host="here", run=sys.argv[2], folder=os.getcwd()))
print("held", flush=True)
time.sleep(60)
"""


@contextmanager
def held_elsewhere(folder: Path, run: str) -> Generator[subprocess.Popen[str]]:
    """A process that holds the round for a run, until it is killed or the block ends."""
    command = [sys.executable, "-c", HOLD, str(folder), run]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "held\n"
        yield process
        process.kill()


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def mine(run: str) -> Holder:
    return Holder(process=os.getpid(), host="here", run=run)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "round=1"


def test_one_process_holds_a_round_and_the_other_is_told_which(folder: Path):
    tenure = Tenure(folder)
    with held_elsewhere(folder, "first") as process:
        told = f"lock: process {process.pid} on here is writing this round; wait until it has finished, or end it"
        with pytest.raises(LedgerError, match=told):
            tenure.take(mine("second"))
        end(process)
    tenure.take(mine("second"))
    assert tenure.holder() == mine("second")


def test_a_round_that_was_let_go_can_be_held_again(folder: Path):
    for run in ("first", "second"):
        tenure = Tenure(folder)
        tenure.take(mine(run))
        tenure.release()


def test_a_worker_writes_while_the_run_that_it_works_for_holds_the_round(folder: Path):
    with held_elsewhere(folder, "first"), Tenure(folder).writing("first"):
        pass


def test_a_worker_of_a_round_that_nobody_holds_is_refused(folder: Path):
    with pytest.raises(RoundLost, match="is held by nobody"), Tenure(folder).writing("first"):
        pass


def test_a_worker_writes_no_more_once_the_process_it_works_for_is_gone(folder: Path):
    with held_elsewhere(folder, "first") as process:
        end(process)
        with (
            pytest.raises(RoundLost, match=f"process {process.pid} on here, which .*, has ended; run the same command"),
            Tenure(folder).writing("first"),
        ):
            pass


def test_a_late_worker_keeps_what_was_paid_for_until_another_run_takes_over(folder: Path):
    with held_elsewhere(folder, "first") as process:
        end(process)
        with Tenure(folder).writing("first", orphaned=True):
            pass
    Tenure(folder).take(mine("second"))
    with (
        pytest.raises(RoundLost, match=f"is held by process {os.getpid()} on here, and not by the run first"),
        Tenure(folder).writing("first", orphaned=True),
    ):
        pass


def test_nobody_takes_over_in_the_middle_of_a_late_workers_line(folder: Path):
    """What a late worker writes lies there whole before the next holder reads the ledger."""
    order: list[str] = []

    def take_over() -> None:
        Tenure(folder).take(mine("second"))
        order.append("taken over")

    with held_elsewhere(folder, "first") as process:
        with Tenure(folder).writing("first"):
            end(process)
            thread = threading.Thread(target=take_over)
            thread.start()
            time.sleep(0.2)
            order.append("line written")
        thread.join(10)
    assert order == ["line written", "taken over"]


def test_looking_whether_a_round_is_held_never_keeps_its_next_holder_out(folder: Path):
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            with pytest.raises(RoundLost), Tenure(folder).writing("first"):
                pass

    with held_elsewhere(folder, "first") as process:
        end(process)
    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for number in range(60):
            tenure = Tenure(folder)
            tenure.take(mine(f"later {number}"))
            tenure.release()
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_an_attempt_of_a_run_does_not_write_for_the_next(folder: Path):
    tenure = Tenure(folder)
    tenure.take(mine("run 1"))
    tenure.take(mine("run 2"))
    with pytest.raises(RoundLost), Tenure(folder).writing("run 1"):
        pass
    with Tenure(folder).writing("run 2"):
        pass


def test_a_worker_in_another_folder_is_told_to_start_in_the_holders(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with held_elsewhere(folder, "first"):
        here = Path.cwd()
        Tenure(folder).admit("first")
        monkeypatch.chdir(folder)
        with pytest.raises(LedgerError, match=f"runs in {folder}, and the round in {here}: start the workers in that"):
            Tenure(folder).admit("first")
