"""Runs the trainer's processes to their end, and never leaves any behind.

They form a process group of their own: whoever cancels, or gives up on a hang, ends all of them.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tasks.launching.errors import TrainingFailed
from tasks.trainer.parent import end_with_parent

GRACE_SECONDS = 10.0
"""Between asking the group to end and killing it."""
POLL_SECONDS = 0.2
TAIL = 2_000
"""Characters of the log that an error shows."""


def run_processes(command: Sequence[str], log: Path, watch: Callable[[], float], stall_seconds: float) -> None:
    """Run a command until it ends.

    Args:
        command: starts the processes.
        log: file that their output is added to.
        watch: called again and again; returns when the training last showed life, by `time.monotonic`.
        stall_seconds: without any life for so long, they are ended.

    Raises:
        TrainingFailed: they ended otherwise than well, or showed no life.
    """
    with log.open("ab") as file:
        process = subprocess.Popen(  # noqa: S603 - the interpreter that the spec names
            command,
            env=trainer_environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
    try:
        wait(process, watch, stall_seconds)
    finally:
        end_group(process)
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")[-TAIL:]
        raise TrainingFailed(f"the trainer ended with code {process.returncode}; its log {log} ends:\n{said}")


def trainer_environment(ours: Mapping[str, str]) -> dict[str, str]:
    """The environment without what is Prefect's alone, and with our packages to be found."""
    kept = {name: value for name, value in ours.items() if not name.startswith("PREFECT_")}
    paths = [str(Path(__file__).parents[2]), *filter(None, [ours.get("PYTHONPATH")])]
    quiet = {"TOKENIZERS_PARALLELISM": "false", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    return {**quiet, **kept, "PYTHONPATH": os.pathsep.join(paths)}


def wait(process: "subprocess.Popen[bytes]", watch: Callable[[], float], stall_seconds: float) -> None:
    """Wait until they end, watching.

    Raises:
        TrainingFailed: they show no life.
    """
    began = time.monotonic()
    while process.poll() is None:
        if time.monotonic() - max(began, watch()) > stall_seconds:
            raise TrainingFailed(
                f"the trainer left no metric for {stall_seconds / 60:g} minutes and was ended; another try goes on "
                "from its last checkpoint"
            )
        time.sleep(POLL_SECONDS)
    watch()


def end_group(process: "subprocess.Popen[bytes]") -> None:
    """End whatever is left of the group, gently first."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        deadline = time.monotonic() + GRACE_SECONDS
        while is_there(process) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS / 4)


def is_there(process: "subprocess.Popen[bytes]") -> bool:
    """Whether any process of the group lives.

    The kernel counts those that have ended and that nobody reaps, as in a container whose first process does not.
    """
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    groups = [group_of(path) for path in Path("/proc").glob("[0-9]*/stat")]
    return process.pid in groups or not groups


def group_of(stat: Path) -> int:
    """The process group of a process that lives, by its line in `/proc`; 0: it has ended."""
    try:
        state, _, group = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
    except OSError:
        return 0
    return 0 if state == "Z" else int(group)
