"""Programs a second through the local door, beside `python program.py` on the same programs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import NamedTuple

from schemas.solve import Solve, SolverName
from tasks.sandbox.door import LocalDoor
from tasks.seed_file import read_seeds


class Rates(NamedTuple):
    """What both ways did with the same programs."""

    programs: int
    bare_seconds: float
    door_seconds: float
    start_seconds: float
    """Of the door's first program, its servers' start included; not counted in `door_seconds`."""

    @property
    def ratio(self) -> float:
        """How many times faster the door is."""
        return self.bare_seconds / self.door_seconds


def compare_doors(count: int, folder: Path) -> Rates:
    """Run COPT programs of the shipped seeds both ways, as many at a time as there are processors."""
    seeds = Random(0).sample(read_seeds(), count)
    sources = [program.source for seed in seeds if (program := seed.programs[0]).solver is SolverName.copt]
    workers = len(os.sched_getaffinity(0))
    bare = timed(lambda: run_bare(sources, folder, workers))
    with LocalDoor(workers) as door, ThreadPoolExecutor(workers) as pool:

        def through_door(source: str) -> Solve:
            return door.run_program(source, SolverName.copt)

        first = timed(lambda: list(pool.map(through_door, sources[:workers])))
        through = timed(lambda: list(pool.map(through_door, sources)))
    return Rates(len(sources), bare, through, first)


def run_bare(sources: list[str], folder: Path, workers: int) -> None:
    """Run each program as a person would: a fresh interpreter."""
    paths = [folder / f"program-{number}.py" for number in range(len(sources))]
    for path, source in zip(paths, sources, strict=True):
        path.write_text(source)
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(run_file, paths))


def run_file(path: Path) -> None:
    """Run one program; it must end well."""
    subprocess.run([sys.executable, str(path)], check=True, capture_output=True)


def timed(act: Callable[[], object]) -> float:
    """Seconds that something takes."""
    began = time.monotonic()
    act()
    return time.monotonic() - began
