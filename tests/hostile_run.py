"""Runs the hostile programs mixed among honest ones and prints a Markdown table: who was contained, and how named.

`python -m tests.hostile_run --door local` attacks one slot with each program of `tests/hostile` while a neighbour's
slots run the honest ones without a pause. After each attack a canary and an inspector run in the attacked slot. Exit
code 1 where a program that should be contained was not, an honest result was wrong, or something was left behind.
"""

import argparse
import sys
import threading
import time
from collections.abc import Iterable
from itertools import cycle
from typing import NamedTuple

from schemas.solve import DoorName, SolverName
from solver_images.runner.families import FAMILIES
from tasks.sandbox.door import Door
from tasks.sandbox.engine import engine
from tasks.sandbox.images import find_image
from tests.containment import Trial, attack, guards, new_door
from tests.corpus import Hostile, hostile_programs
from tests.honesty import quick_programs, wrongs
from tests.machine import left_behind, still_left

NEIGHBOURS = 4
"""Slots of the neighbour's door, so that its servers of all families stay warm; one program at a time runs there."""


class Neighbour(threading.Thread):
    """Runs honest programs in other slots until it is told to stop."""

    def __init__(self, door: Door, solvers: list[SolverName]) -> None:
        """Prepare; `solvers` are those whose programs the door can run."""
        super().__init__(name="neighbour")
        self.door, self.over = door, threading.Event()
        self.programs = quick_programs(solvers)
        self.attacker = ""
        """Who is at work next door."""
        self.ran = 0
        self.slowest_seconds = 0.0
        self.wrong: list[str] = []

    def run(self) -> None:
        """Run one honest program after the other."""
        for program in cycle(self.programs):
            if self.over.is_set():
                return
            attacker, began = self.attacker, time.monotonic()
            found = wrongs(self.door, program)
            self.slowest_seconds = max(self.slowest_seconds, time.monotonic() - began)
            self.ran += 1
            self.wrong += [f"{program.name} beside {attacker}: {one}" for one in found]


class Outcome(NamedTuple):
    """What became of one program at one door."""

    program: Hostile
    trial: Trial | None
    """None where a guard is missing, without which it is not run."""
    missing: tuple[str, ...]
    excuse: str
    """Why this door does not contain it; empty where it should."""

    @property
    def contained(self) -> bool:
        """Whether it was run and got nothing."""
        return self.trial is not None and not self.trial.wrongs()

    @property
    def alarming(self) -> bool:
        """Whether it should have been contained."""
        return self.trial is not None and not self.contained and not self.excuse

    def row(self) -> str:
        """A row of the table."""
        verdict = "contained" if self.contained else "**NOT CONTAINED**" if self.alarming else "not contained"
        if self.trial is None:
            return self._cells("not run", f"without {', '.join(self.missing)}", "")
        wrong = "; ".join(self.trial.wrongs()) if self.alarming else "" if self.contained else self.excuse
        return self._cells(verdict, self.trial.answer.name()[:100], wrong)

    def _cells(self, verdict: str, named: str, note: str) -> str:
        cells = (self.program.kind, self.program.name, self.program.tries, verdict, named, note)
        return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def ask() -> argparse.Namespace:
    """Read the flags."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile_run", description=__doc__)
    parser.add_argument("--door", type=DoorName, choices=list(DoorName), default=DoorName.local)
    parser.add_argument("--only", default="", help="names or kinds that hold this text")
    return parser.parse_args()


def main() -> int:
    """Attack, and say what was not contained."""
    asked = ask()
    before = left_behind()
    programs = [p for p in hostile_programs() if asked.only in p.name or asked.only in p.kind]
    with new_door(asked.door) as attacked, new_door(asked.door, NEIGHBOURS) as beside:
        neighbour = Neighbour(beside, runnable(asked.door))
        neighbour.start()
        outcomes = list(run_all(attacked, programs, neighbour))
        neighbour.over.set()
        neighbour.join()
    left = sorted(still_left(before))
    sys.stdout.write(report(asked.door, outcomes, neighbour, left))
    return 1 if neighbour.wrong or left or any(outcome.alarming for outcome in outcomes) else 0


def runnable(door: DoorName) -> list[SolverName]:
    """Solvers that this door has: all families on this machine, and in containers those whose image is current."""
    if door is not DoorName.container:
        return [solver for solver in SolverName if solver in FAMILIES]
    client = engine()
    images = {solver: find_image(client, solver) for solver in SolverName}
    return [solver for solver, image in images.items() if image is not None and image.current]


def run_all(door: Door, programs: Iterable[Hostile], neighbour: Neighbour) -> Iterable[Outcome]:
    """Run the programs one after the other, each kind beside its own; what a guard is missing for is left out."""
    held = guards(door)
    for program in sorted(programs, key=lambda program: (program.kind, program.name)):
        missing = tuple(guard for guard in program.guards if guard not in held)
        neighbour.attacker = program.name
        trial = None if missing else attack(door, program)
        local = program.local if trial is not None and trial.answer.solve.door != DoorName.container else ""
        outcome = Outcome(program, trial, missing, program.anywhere or local)
        sys.stderr.write(f"{'!' if outcome.alarming else '.'} {program.name}\n")
        yield outcome


def report(door: DoorName, outcomes: list[Outcome], neighbour: Neighbour, left: list[str]) -> str:
    """The table, and a line for each thing that counts."""
    kinds = len({outcome.program.kind for outcome in outcomes})
    ran = [outcome for outcome in outcomes if outcome.trial is not None]
    contained = sum(outcome.contained for outcome in ran)
    said = sum(not outcome.contained and not outcome.alarming for outcome in ran)
    counts = (
        f"- Door {door.value}: {len(ran)} of {len(outcomes)} hostile programs of {kinds} kinds ran; {contained} were "
        f"contained, {said} are known not to be, {len(ran) - contained - said} should have been."
    )
    honest = (
        f"- {neighbour.ran} honest programs ran beside them, {len(neighbour.wrong)} of them wrong; the slowest took "
        f"{neighbour.slowest_seconds:.1f} s. {'; '.join(neighbour.wrong)}"
    )
    heading = ["| kind | program | it … | verdict | told as | note |", "|---|---|---|---|---|---|"]
    rows = [outcome.row() for outcome in outcomes]
    lines = [*heading, *rows, "", counts, honest, f"- Left on the machine: {'; '.join(left) or 'nothing'}."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
