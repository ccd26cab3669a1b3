"""A language model's round in figures, as Markdown: `python -m tests.bench_language`; checks and real solves included.

A round of 1,000 candidates runs as users run it, against a model server in a process of its own. A first run without
latency lets the server think all its answers, so that the measured ones cost it what a fast server's would. *Span* is
the time between the first and the last call over its bound, calls × latency ÷ concurrency. Processor seconds are listed
apart: server, the round's own process, programs and checks, Prefect. Exit code 1 where a target is missed.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench import print_table
from tests.mill import start
from tests.model_server.client import RunningServer
from tests.processes import busy_seconds, cpu_by_part

CELLS = {(64, 0.2): 1.10, (256, 1.0): 1.10}
"""Most that the span may be, by concurrency and latency."""


class Measured(NamedTuple):
    """One round."""

    concurrency: int
    latency: float
    calls: int
    span: float
    accepted: int
    seconds: float
    cpu: dict[str, float]

    def cells(self) -> tuple[str, ...]:
        """A row of the table."""
        target = CELLS[self.concurrency, self.latency]
        bound = self.calls * self.latency / self.concurrency
        told = (f"{self.concurrency} × {1000 * self.latency:g} ms", str(self.calls), f"{bound:.1f}", f"{self.span:.3f}")
        verdict = f"{target:.2f}: {'met' if self.span <= target else 'missed'}"
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in self.cpu.items())
        return (*told, verdict, f"{self.seconds:.1f}", str(self.accepted), parts)


def round_of(server: RunningServer, folder: Path, children: int, cell: tuple[int, float]) -> Measured:
    """One round in a fresh lake."""
    concurrency, latency = cell
    server.reset(latency)
    spec = folder / "spec.toml"
    spec.write_text(f'[teacher]\nmodel = "openai/mill"\naddress = "{server.address}"\nconcurrency = {concurrency}\n')
    lake = folder / f"lake-{time.monotonic_ns()}"
    words = ("evolve", "--children", children, "--lake", lake, "--spec", spec, "--json")
    before, began, busy = server.stats()["cpu_seconds"], time.monotonic(), busy_seconds()
    with (folder / "said").open("wb") as said:
        process = start(folder, *map(str, words), stdout=said)
        cpu: dict[str, float] = {}
        watcher = threading.Thread(target=watch, args=(process.pid, cpu, process.poll), daemon=True)
        watcher.start()
        assert process.wait(3600) == 0
        watcher.join()
    seconds, stats = time.monotonic() - began, server.stats()
    manifest: dict[str, Any] = json.loads((folder / "said").read_text())["manifests"][0]
    calls = stats["answers"]
    cpu = {"server": stats["cpu_seconds"] - before} | cpu
    cpu["programs and the engine"] = busy_seconds() - busy - sum(cpu.values())
    span = stats["span_seconds"] / (calls * latency / concurrency) if latency else 0.0
    return Measured(concurrency, latency, calls, span, manifest["accepted"], seconds, cpu)


def watch(pid: int, cpu: dict[str, float], ended: Any) -> None:
    """Keep the processor seconds of a process and of its descendants, by part, until it ends."""
    while ended() is None:
        for part, seconds in cpu_by_part(pid).items():
            cpu[part] = max(cpu.get(part, 0.0), seconds)
        time.sleep(0.25)


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
    heads = ("in flight × latency", "calls", "bound s", "span", "target", "whole command s", "accepted", "CPU s")
    print_table(f"A round of {asked.children} candidates", heads, [each.cells() for each in middle])
    return 0 if all(each.span <= CELLS[each.concurrency, each.latency] for each in middle) else 1


if __name__ == "__main__":
    sys.exit(main())
