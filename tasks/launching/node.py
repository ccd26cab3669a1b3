"""`python -m tasks.launching.node COMMAND …`: one of several machines that train together, as a pod of an Indexed Job.

The first machine runs the command, which is a flow run; the others wait for the trainings that it launches, and join
each with a launch of their own. A machine that the cluster takes away is not replaced: the launch fails, and is tried
again by whoever is there.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tasks.launching.command import ADDRESS, PORT, RANK, find_launch, launch_command
from tasks.launching.errors import TrainingFailed
from tasks.launching.job import read_job
from tasks.launching.meeting import END, NODES, Order, newest, read_order
from tasks.launching.processes import run_processes

INDEX = "JOB_COMPLETION_INDEX"
"""What Kubernetes calls a pod's index."""
POLL_SECONDS = 0.5


class Superseded(Exception):
    """The first machine has gone on to another launch, or has ended."""


def main() -> int:
    """Run the command, or join what it launches; returns the exit code."""
    parser = argparse.ArgumentParser(prog="node", description="One of several machines that train together.")
    parser.add_argument("--service", default="", help="headless service by which they find each other")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="what the first one runs")
    asked = parser.parse_args()
    index, folder = int(os.environ.get(INDEX, "0")), meeting_place()
    os.environ |= {RANK: str(index), NODES: str(folder)}
    os.environ.setdefault(ADDRESS, f"{job_name()}-0.{asked.service}" if asked.service else "127.0.0.1")
    if index:
        join(folder)
        return 0
    try:
        return run_command(asked.command)
    finally:
        (folder / END).touch()


def meeting_place() -> Path:
    """The folder of this flow run: that of the environment, else one of the job's name in the working directory."""
    folder = Path(os.environ.get(NODES) or Path(".nodes", job_name())).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def job_name() -> str:
    """Name of the Indexed Job, whose pods are called after it and their index."""
    return os.uname().nodename.rpartition("-")[0]


def run_command(command: list[str]) -> int:
    """Run the flow run; whoever ends this ends it, too."""
    process = subprocess.Popen(command)  # noqa: S603 - the pod's own command
    signal.signal(signal.SIGTERM, lambda number, _: process.send_signal(number))
    return process.wait()


def join(folder: Path) -> None:
    """Join every launch until the end."""
    done = 0
    while not (folder / END).exists():
        if (number := newest(folder)) > done:
            follow(folder, read_order(folder, number))
            done = number
        time.sleep(POLL_SECONDS)


def follow(folder: Path, order: Order) -> None:
    """This machine's part of a launch; where it fails, the first machine's fails, too, and tells it."""
    os.environ[PORT] = str(order.port)
    job = read_job(Path(order.job))
    command = launch_command(job.spec, find_launch(job.spec.launch.config), Path(order.job))

    def watch() -> float:
        if newest(folder) > order.number or (folder / END).exists():
            raise Superseded
        return time.monotonic()

    log = Path(job.spec.output) / f"trainer-{os.environ[RANK]}.log"
    try:
        run_processes(command, log, watch, job.spec.launch.stall_minutes * 60)
    except (TrainingFailed, Superseded) as error:
        sys.stderr.write(f"launch {order.number} ended here: {type(error).__name__}; see {log}\n")


if __name__ == "__main__":
    sys.exit(main())
