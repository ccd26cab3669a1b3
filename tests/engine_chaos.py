"""Kills containers and the engine, and fills its disk, in the middle of many programs.

`python -m tests.engine_chaos --programs 500` prints a Markdown table; exit code 1 where a result is wrong, or a
container, a process or a file is left. The engine is one of the tests' own.
"""
# pyright: basic
# Reason: docker ships no types.

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from docker.errors import APIError
from docker.models.containers import Container

from schemas.solve import DoorName, Limits, Solve, SolverName
from tasks.sandbox.door import Door, new_door
from tasks.sandbox.engine import engine
from tasks.sandbox.hardening import ROLE
from tests.engine import built_image, containers_on
from tests.own_engine import NEEDED, OwnEngine, is_possible
from tests.processes import still_there

SLOTS, THREADS = 2, 6
LEAST_SECONDS = 15.0
"""That all programs together take, so that every blow meets some at work."""
PROGRAM = """
import time, coptpy as cp
from coptpy import COPT
weights, values, room = {weights}, {values}, {room}
m = cp.Envr().createModel()
x = m.addVars(len(weights), vtype=COPT.BINARY)
m.addConstr(cp.quicksum(w * x[i] for i, w in enumerate(weights)) <= room)
m.setObjective(cp.quicksum(v * x[i] for i, v in enumerate(values)), COPT.MAXIMIZE)
m.solve()
time.sleep({sleep})
"""


class Knapsack(NamedTuple):
    """A program whose answer is known without a solver."""

    source: str
    best: int


class Blow(NamedTuple):
    """One thing that goes wrong, and when."""

    name: str
    at: float
    """Share of the programs that are done."""
    act: Callable[[], None]


class Outcome(NamedTuple):
    """What was found when all was over."""

    wrong: list[str]
    blows: list[tuple[str, int, float]]
    """Name, programs done before, and the longest pause between two results from then to the next blow, in seconds."""
    containers: int
    processes: int
    files: list[str]


def knapsack(number: int, sleep: float) -> Knapsack:
    """A knapsack by its number, and its best value by dynamic programming."""
    rng = random.Random(number)
    weights, values = [rng.randint(3, 30) for _ in range(14)], [rng.randint(5, 60) for _ in range(14)]
    best = [0] * 101
    for weight, value in zip(weights, values, strict=True):
        for room in range(100, weight - 1, -1):
            best[room] = max(best[room], best[room - weight] + value)
    return Knapsack(PROGRAM.format(weights=weights, values=values, room=100, sleep=sleep), best[100])


class Chaos:
    """One run of programs with blows between them."""

    def __init__(self, own: OwnEngine, door: Door, programs: int) -> None:
        """Take the engine that is hit, and the door that must bear it."""
        self.own, self.door = own, door
        self.programs = [knapsack(number, max(0.05, SLOTS * LEAST_SECONDS / programs)) for number in range(programs)]
        self.results: list[float] = []
        """When each program was done."""
        self.lock = threading.Lock()

    def run(self, blows: list[Blow]) -> list[tuple[str, int, float]]:
        """Run all programs; returns what each blow met."""
        self.wrong: list[str] = []
        with ThreadPoolExecutor(THREADS + 1) as pool:
            hitter = pool.submit(self.hit, blows)
            list(pool.map(self.one, self.programs))
            moments = [*hitter.result(), time.monotonic()]
        before = [sum(result < moment for result in self.results) for moment in moments]
        pauses = [self.pause(start, end) for start, end in pairwise(moments)]
        return [(blow.name, done, pause) for blow, done, pause in zip(blows, before, pauses, strict=False)]

    def pause(self, start: float, end: float) -> float:
        """The longest time without a result between two moments, in seconds."""
        times = [start, *sorted(result for result in self.results if start < result < end), end]
        return max(later - earlier for earlier, later in pairwise(times))

    def one(self, program: Knapsack) -> None:
        """One program; its result must be the right one."""
        solve = self.door.run_program(program.source, SolverName.copt, Limits(wall_seconds=10))
        with self.lock:
            self.results.append(time.monotonic())
            if not right(program, solve):
                self.wrong.append(f"{solve.status.value} {solve.objective} for {program.best}: {solve.error}")

    def hit(self, blows: list[Blow]) -> list[float]:
        """Strike each blow when its share of the programs is done; returns when that was."""
        moments: list[float] = []
        for blow in blows:
            while len(self.results) < blow.at * len(self.programs):
                time.sleep(0.005)
            moments.append(time.monotonic())
            sys.stderr.write(f"{len(self.results)} done: {blow.name}\n")
            blow.act()
        return moments

    def kill_container(self) -> None:
        """Kill one container that is at work."""
        while len(self.results) < len(self.programs):
            if any(killed(found) for found in containers_on(engine(), running=True, label=ROLE)):
                return
            time.sleep(0.05)

    def kill_engine(self) -> None:
        """Crash the engine, and start it again a second later."""
        self.own.kill()
        time.sleep(1)
        self.own.start()

    def fill_disk(self) -> None:
        """Fill the engine's disk and kill its containers, so that new ones are needed; make room two seconds later."""
        self.own.fill()
        try:
            for container in containers_on(engine(), running=True, label=ROLE):
                killed(container)
            until = time.monotonic() + 2
            while time.monotonic() < until:
                self.own.fill()
                time.sleep(0.02)
        finally:
            self.own.make_room()

    def blows(self) -> list[Blow]:
        """In which order and when."""
        container, engine_, disk = self.kill_container, self.kill_engine, self.fill_disk
        return [
            Blow("a container is killed", 0.1, container),
            Blow("the engine is killed and started again", 0.3, engine_),
            Blow("the engine's disk is full and its containers are killed", 0.55, disk),
            Blow("a container is killed", 0.75, container),
            Blow("the engine is killed and started again", 0.85, engine_),
        ]


def killed(container: Container) -> bool:
    """Kill a container; false where it had gone by itself."""
    try:
        container.kill()
    except APIError:
        return False
    return True


def right(program: Knapsack, solve: Solve) -> bool:
    """Whether a solve has the known answer."""
    return solve.status == "optimal" and solve.objective is not None and abs(solve.objective - program.best) < 1e-6


def run_chaos(programs: int) -> Outcome:
    """Run programs in an engine of our own that is hit again and again."""
    machine = engine()
    image = built_image(machine, SolverName.copt)
    before = set(os.listdir(tempfile.gettempdir()))
    with OwnEngine() as own:
        own.take(image.tag, machine)
        os.environ["DOCKER_HOST"] = own.address
        try:
            with new_door(DoorName.container, SLOTS) as door:
                chaos = Chaos(own, door, programs)
                met = chaos.run(chaos.blows())
            left = len(still_there(lambda: {found.id for found in containers_on(engine())}))
            processes = len(still_there(lambda: servers_of(own.folder)))
            own_files = {own.folder.name}
        finally:
            del os.environ["DOCKER_HOST"]
    files = sorted(set(os.listdir(tempfile.gettempdir())) - before - own_files)
    return Outcome(
        chaos.wrong, met, left, processes, [name for name in files if name.startswith(f"optmill-{os.getpid()}")]
    )


def servers_of(folder: Path) -> set[int]:
    """Fork servers that still run in containers of an engine, by the shim that holds them."""
    found: set[int] = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"containerd-shim" in words and str(folder).encode() in words:
            found.add(int(process.name))
    return found


def main() -> int:
    """Run and print; exit code 1 where something is wrong or left."""
    parser = argparse.ArgumentParser(prog="python -m tests.engine_chaos", description=__doc__)
    parser.add_argument("--programs", type=int, default=500)
    if not is_possible():
        sys.stdout.write(f"{NEEDED}\n")
        return 1
    programs = parser.parse_args().programs
    outcome = run_chaos(programs)
    lines = [f"| {name} | {done} | {seconds:.1f} |" for name, done, seconds in outcome.blows]
    sys.stdout.write("| what happened | programs done before | longest pause, seconds |\n| --- | --- | --- |\n")
    sys.stdout.write("\n".join(lines) + "\n\n")
    sys.stdout.write(
        f"{programs - len(outcome.wrong)} of {programs} results right; left: {outcome.containers} containers, "
        f"{outcome.processes} processes, {len(outcome.files)} files\n"
    )
    for wrong in outcome.wrong:
        sys.stdout.write(f"wrong: {wrong}\n")
    return int(bool(outcome.wrong or outcome.containers or outcome.processes or outcome.files))


if __name__ == "__main__":
    sys.exit(main())
