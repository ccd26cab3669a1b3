"""Programs a second, four ways, passes interleaved: `python -m tests.bench_pool` prints Markdown.

- in process: the physical limit, `exec` in warm interpreters, one thread, gap 0, nothing captured, nothing isolated;
- the pool: containers, everything captured (values, statistics, MPS);
- a fresh interpreter each: `python program.py`;
- a fresh container each: `docker run`, hardened alike.

Exit code 1 where a target is missed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from schemas.solve import DoorName, Solve, SolverName
from tasks.sandbox.door import Door, new_door
from tests.bench import print_table
from tests.bench_limit import Limit
from tests.published import ABSENT, published

OF_LIMIT, OF_DOCKER_RUN = 0.70, 25.0
"""Targets: the pool against the limit, and against `docker run`."""
WORKERS = 2


class Ways:
    """The four ways, each a function that runs all programs once."""

    def __init__(self, sources: list[str], folder: Path, door: Door) -> None:
        """Write the programs down."""
        self.sources, self.door = sources, door
        self.paths = [folder / f"program-{number}.py" for number in range(len(sources))]
        for path, source in zip(self.paths, sources, strict=True):
            path.write_text(source)
        self.limit = Limit(sources, WORKERS)

    def in_process(self) -> float:
        """Seconds of the physical limit."""
        return self.limit.run()

    def pool(self) -> float:
        """Seconds through the door, everything captured."""
        began = time.monotonic()
        with ThreadPoolExecutor(2 * WORKERS) as threads:
            solves = list(threads.map(self.through_door, self.sources))
        seconds = time.monotonic() - began
        assert {solve.door for solve in solves} == {"container"}
        return seconds

    def through_door(self, source: str) -> Solve:
        """One program through the door."""
        return self.door.run_program(source, SolverName.copt)

    def interpreter(self) -> float:
        """Seconds with a fresh interpreter each."""
        return self.each(lambda path: [sys.executable, str(path)])

    def docker_run(self) -> float:
        """Seconds with a fresh container each."""
        image = next(solve.image for solve in [self.through_door("")])
        hardened = "--network=none --read-only --cap-drop=ALL --security-opt=no-new-privileges --tmpfs=/tmp".split()
        limits = "--memory=1g --pids-limit=128 --user=65534:65534 --env=OPENBLAS_NUM_THREADS=1".split()
        start = ["docker", "run", "--rm", "-i", "--log-driver=none", *hardened, *limits, "--entrypoint=python3"]
        return self.each(lambda _: [*start, image, "-"], stdin=True)

    def each(self, command: Callable[[Path], list[str]], stdin: bool = False) -> float:
        """Seconds with a process for each program."""

        def run(path: Path) -> None:
            with path.open() as source:
                given = source if stdin else subprocess.DEVNULL
                subprocess.run(command(path), stdin=given, capture_output=True, check=False)

        began = time.monotonic()
        with ThreadPoolExecutor(WORKERS) as threads:
            list(threads.map(run, self.paths))
        return time.monotonic() - began


def measure(ways: Ways, passes: int, slow_passes: int) -> dict[str, list[float]]:
    """Programs a second of each way, one number a pass."""
    fast = {"in process, nothing captured": ways.in_process, "pool of containers, all captured": ways.pool}
    slow = {"fresh interpreter": ways.interpreter, "docker run": ways.docker_run}
    rates: dict[str, list[float]] = {name: [] for name in fast | slow}
    for _ in range(2):
        ways.pool()
    for number in range(passes):
        for name, way in (fast | (slow if number < slow_passes else {})).items():
            rates[name].append(len(ways.sources) / way())
            sys.stderr.write(f"pass {number + 1}: {name}: {rates[name][-1]:.1f} a second\n")
    return rates


def main() -> int:
    """Measure; exit code 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_pool", description=__doc__)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--slow-passes", type=int, default=5, help="with the two slow ways")
    parser.add_argument("--programs", type=int, default=0, help="0: all")
    asked = parser.parse_args()
    sources = [one.source for one in published()][: asked.programs or None]
    if not sources:
        sys.stdout.write(f"{ABSENT}\n")
        return 1
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as folder, new_door(DoorName.container, WORKERS) as door:
        ways = Ways(sources, Path(folder), door)
        rates = measure(ways, asked.passes, asked.slow_passes)
        ways.limit.close()
    middle = {name: median(found) for name, found in rates.items() if found}
    of_pool = middle["pool of containers, all captured"]
    rows = [
        (name, f"{rate:.1f}", f"{min(rates[name]):.1f} to {max(rates[name]):.1f}", f"{of_pool / rate:.2f}")
        for name, rate in middle.items()
    ]
    title = f"{len(sources)} published programs, {WORKERS} workers, medians of {asked.passes} interleaved passes"
    print_table(title, ("way", "programs a second", "least to most", "pool / this"), rows)
    missed = of_pool < OF_LIMIT * middle["in process, nothing captured"]
    missed |= "docker run" in middle and of_pool < OF_DOCKER_RUN * middle["docker run"]
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
