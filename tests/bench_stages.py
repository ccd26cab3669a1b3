"""Where a program's milliseconds go: `python -m tests.bench_stages --door container` prints Markdown.

Processor time of the whole machine (so it must be quiet) while programs run, shared out between the programs' own
processes, this process, and the rest: fork servers and engine. Once for the published programs, once for empty ones.
"""

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from schemas.solve import DoorName, SolverName
from tasks.sandbox.door import Door, new_door
from tests.bench import print_table
from tests.published import ABSENT, published

WORKERS = 2
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


class Share(NamedTuple):
    """Milliseconds of processor time a program."""

    user: float
    """Of the whole machine."""
    system: float
    child: float
    """Of the program's own process, capture included."""
    solver: float
    """Wall time inside the solver."""
    client: float
    """Of this process."""
    rate: float
    """Programs a second."""

    def rows(self, name: str) -> list[tuple[str, str, str]]:
        """Rows of the table."""
        total = self.user + self.system
        parts = {
            "the whole machine": total,
            "of it in the kernel: forks, page faults, pipes": self.system,
            "the program's process, capture included": self.child,
            "of it inside the solver (wall)": self.solver,
            "the fork server and the engine": total - self.child - self.client,
            "the door's process: jobs out, solves in": self.client,
        }
        return [(name, part, f"{value:.2f}") for part, value in parts.items()]


def machine_ms() -> tuple[float, float]:
    """Processor time of the machine since its start, in user mode and in the kernel."""
    numbers = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    return TICK_MS * (numbers[0] + numbers[1]), TICK_MS * (numbers[2] + numbers[5] + numbers[6])


def measure(door: Door, sources: list[str]) -> Share:
    """Run programs once to be warm, and once more to be measured."""
    with ThreadPoolExecutor(2 * WORKERS) as pool:
        solvers = [SolverName.copt] * len(sources)
        list(pool.map(door.run_program, sources, solvers))
        before, own, began = machine_ms(), time.process_time(), time.monotonic()
        solves = list(pool.map(door.run_program, sources, solvers))
        seconds, after = time.monotonic() - began, machine_ms()
    count = len(sources)
    user, system = ((end - start) / count for start, end in zip(before, after, strict=True))
    child = 1000 * sum(solve.cpu_seconds for solve in solves) / count
    solver = 1000 * sum(solve.solve_seconds or 0 for solve in solves) / count
    return Share(user, system, child, solver, 1000 * (time.process_time() - own) / count, count / seconds)


def main() -> int:
    """Measure both kinds of programs."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench_stages", description=__doc__)
    parser.add_argument("--door", type=DoorName, default=DoorName.container)
    door_name = parser.parse_args().door
    sources = [one.source for one in published()]
    if not sources:
        sys.stdout.write(f"{ABSENT}\n")
        return 1
    with new_door(door_name, WORKERS) as door:
        real, empty = measure(door, sources), measure(door, [""] * len(sources))
    rows = [*real.rows("published"), *empty.rows("empty")]
    rates = f"{real.rate:.0f} published and {empty.rate:.0f} empty programs a second"
    print_table(f"Through the {door_name.value} door: {rates}", ("program", "stage", "ms of processor time"), rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
