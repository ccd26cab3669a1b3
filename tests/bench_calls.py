"""Calls in figures, as Markdown: `python -m tests.bench_calls`; solves are left out.

Candidates with a chain of dependent calls each go through the production teacher (threads, single flight, the ledger's
append, the fast lane) against a model server that only echoes, in a process of its own. *Span* is the time between the
first and the last call over its bound, calls × latency ÷ concurrency. Exit code 1 where a target is missed.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from schemas.spec import EvolveSpec
from schemas.teacher import Message, Prompt, Purpose
from schemas.teacher_spec import TeacherSpec
from tasks.call_book import CallBook
from tasks.ledger import Ledger
from tasks.teacher.faculty import Faculty
from tests.bench import print_table
from tests.mill import ROOT
from tests.model_server.client import RunningServer

CHAIN = (Purpose.mutate, Purpose.formulate, Purpose.judge_description, Purpose.judge_alignment, Purpose.judge_program)
WORDS = "A mill grinds 30 tons of oats and 20 tons of rye a day, and wants to know how to sell them. " * 60
"""About the length of a prompt with a parent and its solution."""
CELLS = {(64, 0.2): 1.05, (256, 0.2): 1.20, (256, 1.0): 1.05, (64, 1.0): 1.05}
"""Most that the span may be, by concurrency and latency."""


class Measured(NamedTuple):
    """One cell."""

    concurrency: int
    latency: float
    span: float
    wall: float
    client_ms: float
    server_ms: float
    peak_mib: float

    def cells(self) -> tuple[str, ...]:
        """A row of the table."""
        target = CELLS.get((self.concurrency, self.latency))
        verdict = "" if target is None else f"{target:.2f}: {'met' if self.span <= target else 'missed'}"
        told = (f"{self.span:.3f}", verdict, f"{self.wall:.2f}", f"{self.client_ms:.2f}", f"{self.server_ms:.2f}")
        return (f"{self.concurrency} × {1000 * self.latency:g} ms", *told, f"{self.peak_mib:.0f}")


def chain(faculty: Faculty, number: int) -> None:
    """One candidate's calls, one after the other; each question holds the answer before."""
    said = ""
    for purpose in CHAIN:
        messages = (Message(role="system", content=purpose), Message(role="user", content=f"{number} {WORDS}{said}"))
        said = faculty.complete(Prompt(purpose=purpose, messages=messages)).text


def client(address: str, concurrency: int, candidates: int) -> None:
    """The client's process: ask everything, and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder))
        teacher = TeacherSpec(model="openai/mill", address=address, concurrency=concurrency)
        faculty = Faculty(EvolveSpec(teacher=teacher), ledger.calls(), CallBook(ledger.call_file).append)
        began, before = time.monotonic(), time.process_time()
        with ThreadPoolExecutor(candidates) as pool:
            list(pool.map(partial(chain, faculty), range(candidates)))
        wall, cpu = time.monotonic() - began, time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"wall": wall, "cpu": cpu, "peak": peak}) + "\n")


def measure(concurrency: int, latency: float, candidates: int) -> Measured:
    """One cell: a fresh server and a fresh client."""
    calls = candidates * len(CHAIN)
    bound = calls * latency / concurrency
    with RunningServer(answers="echo", latency_seconds=latency) as server:
        before = server.stats()["cpu_seconds"]
        command = [sys.executable, "-m", "tests.bench_calls", "--client", server.address]
        command += ["--concurrency", str(concurrency), "--candidates", str(candidates)]
        told = subprocess.run(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True, check=True)
        stats: dict[str, Any] = server.stats()
        assert stats["answers"] == calls
        assert stats["most_in_flight"] <= concurrency
    took = json.loads(told.stdout)
    return Measured(
        concurrency=concurrency,
        latency=latency,
        span=stats["span_seconds"] / bound,
        wall=took["wall"] / bound,
        client_ms=1000 * took["cpu"] / calls,
        server_ms=1000 * (stats["cpu_seconds"] - before) / calls,
        peak_mib=took["peak"],
    )


def main() -> int:
    """Measure all cells, several times each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_calls", description=__doc__)
    parser.add_argument("--candidates", type=int, default=1000)
    parser.add_argument("--times", type=int, default=3, help="repetitions; the median span counts")
    parser.add_argument("--client", default="", help=argparse.SUPPRESS)
    parser.add_argument("--concurrency", type=int, default=64, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.client:
        client(asked.client, asked.concurrency, asked.candidates)
        return 0
    found = [sorted(measure(*cell, asked.candidates) for _ in range(asked.times)) for cell in CELLS]
    middle = [runs[len(runs) // 2] for runs in found]
    heads = ("in flight × latency", "span", "target", "wall", "client CPU ms", "server CPU ms", "client MiB")
    print_table(f"{asked.candidates} candidates × {len(CHAIN)} calls", heads, [each.cells() for each in middle])
    return 0 if all(each.span <= CELLS[each.concurrency, each.latency] for each in middle) else 1


if __name__ == "__main__":
    sys.exit(main())
