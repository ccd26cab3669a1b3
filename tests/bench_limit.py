"""The physical limit: programs executed in warm interpreters, one after the other, without isolation or capture.

Run as a script it is one worker: its programs come as a line of JSON on stdin, then a line for each pass; it answers
each with a line on stdout.
"""
# pyright: basic
# Reason: coptpy ships no types.

import builtins
import json
import os
import subprocess
import sys
import time
import types
from contextlib import suppress


class Limit:
    """Warm workers, each with its share of the programs."""

    def __init__(self, sources: list[str], workers: int) -> None:
        """Start the workers; each runs its programs once, to be warm."""
        self._workers = [start(sources[number::workers]) for number in range(workers)]
        for worker in self._workers:
            wait_for(worker)

    def run(self) -> float:
        """Seconds until all programs have run once more."""
        began = time.monotonic()
        for worker in self._workers:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        for worker in self._workers:
            wait_for(worker)
        return time.monotonic() - began

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.communicate()


def start(sources: list[str]) -> subprocess.Popen[str]:
    """Start one worker."""
    command = [sys.executable, "-m", "tests.bench_limit"]
    worker = subprocess.Popen(command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert worker.stdin is not None
    worker.stdin.write(json.dumps(sources) + "\n")
    worker.stdin.flush()
    return worker


def wait_for(worker: subprocess.Popen[str]) -> None:
    """Wait until a worker has run its programs."""
    assert worker.stdout is not None
    if worker.stdout.readline() != "done\n":
        raise RuntimeError("a worker of the physical limit died: one of the programs ended its process")


def work() -> None:
    """Be a worker: stdout is for answers, what programs print goes nowhere."""
    prepare()
    sources = json.loads(sys.stdin.readline())
    answers = os.dup(1)
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2):
        os.dup2(silence, descriptor)
    while True:
        for source in sources:
            execute(source)
        os.write(answers, b"done\n")
        if not sys.stdin.readline():
            return


def prepare() -> None:
    """Load what the fork server loads, and set what it sets."""
    import coptpy
    import numpy.random

    assert numpy.random
    original = coptpy.Model.solve

    def solve(self, *args, **kwargs):
        self.setParam("Threads", 1)
        self.setParam("RelGap", 0.0)
        return original(self, *args, **kwargs)

    coptpy.Model.solve = solve


def execute(source: str) -> None:
    """Run one program here; whatever it raises is its own affair."""
    module = types.ModuleType("__main__")
    module.__dict__["__builtins__"] = builtins
    with suppress(BaseException):
        exec(compile(source, "program.py", "exec"), module.__dict__)


if __name__ == "__main__":
    work()
