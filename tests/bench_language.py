"""A language model's round in figures, as Markdown: `python -m tests.bench_language`; checks and real solves included.

A round of 1,000 candidates runs as users run it, against a model server in a process of its own. A first run without
latency lets the server think all its answers, so that the measured ones cost it what a fast server's would. *Span* is
the time between the first and the last call over its bound, calls × latency ÷ concurrency. Processor seconds are listed
apart: server, the round's own process, Prefect, checks, programs with their fork servers. What they come to on this
machine's processors is a bound as well, start and end of the command included, and the span over the larger of the two
says how much is left to gain on it; the target is held against the first alone. Exit code 1 where it is missed.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench import print_table
from tests.mill import start
from tests.model_server.client import RunningServer
from tests.spending import Spending

CELLS = {(64, 0.2): 1.10, (256, 1.0): 1.10}
"""Most that the span may be, by concurrency and latency."""


class Measured(NamedTuple):
    """One round."""

    concurrency: int
    latency: float
    calls: int
    span_seconds: float
    accepted: int
    seconds: float
    cpu: dict[str, float]

    @property
    def bound(self) -> float:
        """Seconds that the calls take at least."""
        return self.calls * self.latency / self.concurrency

    @property
    def processors_bound(self) -> float:
        """Seconds that the work takes at least on this machine's processors."""
        return sum(self.cpu.values()) / len(os.sched_getaffinity(0))

    @property
    def span(self) -> float:
        """Of the calls, over their bound."""
        return self.span_seconds / self.bound if self.bound else 0.0

    def cells(self) -> tuple[str, ...]:
        """A row of the table."""
        target = CELLS[self.concurrency, self.latency]
        cell = f"{self.concurrency} × {1000 * self.latency:g} ms"
        told = (cell, str(self.calls), f"{self.bound:.1f}", f"{self.span:.3f}")
        verdict = f"{target:.2f}: {'met' if self.span <= target else 'missed'}"
        larger = self.span_seconds / max(self.bound, self.processors_bound)
        both = (f"{self.processors_bound:.1f}", f"{larger:.3f}")
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in self.cpu.items())
        return (*told, verdict, *both, f"{self.seconds:.1f}", str(self.accepted), parts)


def round_of(server: RunningServer, folder: Path, children: int, cell: tuple[int, float]) -> Measured:
    """One round in a fresh lake."""
    concurrency, latency = cell
    server.reset(latency)
    spec = folder / "spec.toml"
    spec.write_text(f'[teacher]\nmodel = "openai/mill"\naddress = "{server.address}"\nconcurrency = {concurrency}\n')
    lake = folder / f"lake-{time.monotonic_ns()}"
    words = ("evolve", "--children", children, "--lake", lake, "--spec", spec, "--json")
    before, began = server.stats()["cpu_seconds"], time.monotonic()
    with (folder / "said").open("wb") as said:
        process = start(folder, *map(str, words), stdout=said)
        spending = Spending(process.pid, lambda: process.poll() is not None)
        assert process.wait(3600) == 0
    seconds, stats = time.monotonic() - began, server.stats()
    manifest: dict[str, Any] = json.loads((folder / "said").read_text())["manifests"][0]
    calls = stats["answers"]
    cpu = {"server": stats["cpu_seconds"] - before} | spending.seconds()
    return Measured(concurrency, latency, calls, stats["span_seconds"], manifest["accepted"], seconds, cpu)


def main() -> int:
    """Warm up, then measure both cells."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_language", description=__doc__)
    parser.add_argument("--children", type=int, default=1000)
    parser.add_argument("--times", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="optmill-bench-") as name, RunningServer() as server:
        folder = Path(name)
        round_of(server, folder, asked.children, (256, 0.0))
        found = [
            sorted((round_of(server, folder, asked.children, cell) for _ in range(asked.times)), key=lambda m: m.span)
            for cell in CELLS
        ]
    middle = [runs[len(runs) // 2] for runs in found]
    calls = ("in flight × latency", "calls", "bound s", "span", "target")
    heads = (*calls, "processors' bound s", "span of the larger", "whole command s", "accepted", "CPU s")
    print_table(f"A round of {asked.children} candidates", heads, [each.cells() for each in middle])
    return 0 if all(each.span <= CELLS[each.concurrency, each.latency] for each in middle) else 1


if __name__ == "__main__":
    sys.exit(main())
