"""One hostile program behind a door: what came of it, and what it did to the slot and to the process that asked."""

import json
import os
import resource
import time
from pathlib import Path
from typing import NamedTuple

from schemas.solve import ANSWERS, DoorName, Limits, Solve, SolverName, TerminationStatus
from tasks.sandbox.door import Door
from tasks.sandbox.door import new_door as any_door
from tasks.sandbox.errors import SandboxError
from tests.corpus import UNCONFIRMED, Hostile

MEMORY_MIB = 512
"""The same for all, so that the canary and the inspector get the server that the hostile program had."""
LATE_SECONDS = 3.0
"""Beyond the wall limits of a program and of its model's second solve: starting, killing, wiping, a busy machine."""
GROWN_MIB = 512
"""How much a program's record may blow up the process that reads it."""
INSPECTOR = (Path(__file__).parent / "inspector.py").read_text()
CANARY = """
import coptpy as cp
from coptpy import COPT
m = cp.Envr().createModel("canary")
x = m.addVars(3, vtype=COPT.INTEGER)
m.addConstr(5 * x[0] + 4 * x[1] + 3 * x[2] <= 24)
m.setObjective(7 * x[0] + 5 * x[1] + 4 * x[2], COPT.MAXIMIZE)
m.solve()
print("sings")
"""
CANARY_OBJECTIVE = 33
SECRET = "OPTMILL_TEST_API_KEY"
"""A variable of ours, set before the door opens, that no program may see."""


class Answer(NamedTuple):
    """What the door said of a hostile program, and what it cost to hear it."""

    solve: Solve
    told: str
    """Its status, or `unconfirmed`, or `exception`."""
    seconds: float
    """Until the door had answered."""
    grown_mib: float
    """What the answer added to the most that our own process ever held."""

    def wrongs(self, program: Hostile) -> list[str]:
        """What a contained program would not have done."""
        found = [line for line in self.solve.stdout.splitlines() if line.startswith("BREACH")][:3]
        if self.told not in program.statuses:
            found.append(f"told as {self.told} {self.solve.error or ''}".strip())
        if program.words and not any(word in f"{self.solve.stdout}\n{self.solve.error}" for word in program.words):
            found.append(f"says nothing of {' or '.join(program.words)}")
        if self.told == TerminationStatus.optimal and self.solve.objective != program.objective:
            found.append(f"objective {self.solve.objective} for {program.objective:g}")
        if self.seconds > 2 * program.wall_seconds + LATE_SECONDS:
            found.append(f"took {self.seconds:.1f} s")
        if self.grown_mib > GROWN_MIB:
            found.append(f"its record took {self.grown_mib:.0f} MiB in our own process")
        return found

    def name(self) -> str:
        """How it was named: the status, and the error or the line that says it was denied."""
        lines = [line for line in self.solve.stdout.splitlines() if line.startswith(("DENIED", "BREACH"))]
        said = self.solve.error or (lines[0] if lines else "")
        return f"{self.told}: {said}" if said else self.told


class Trial(NamedTuple):
    """A hostile program's run."""

    program: Hostile
    answer: "Answer"
    canary: str
    """What is wrong with the harmless program after it; empty: nothing."""
    leftovers: tuple[str, ...]

    def wrongs(self) -> list[str]:
        """Why this run was not contained; empty when it was."""
        return [*self.answer.wrongs(self.program), *self.harm()]

    def harm(self) -> list[str]:
        """What it did to those who come after it."""
        return [*([f"the next program {self.canary}"] if self.canary else []), *self.leftovers]


def new_door(name: DoorName, slots: int = 1) -> Door:
    """A door whose process holds a secret; with one slot, who comes next gets the same server.

    Raises:
        SandboxError: this door cannot be had here, or not even harmless programs run behind it.
    """
    os.environ[SECRET] = "not-for-programs"
    door = any_door(name, slots)
    if wrong := sing(door):
        door.close()
        raise SandboxError(f"before any attack the harmless program {wrong} behind the {name.value} door")
    return door


def guards(door: Door) -> set[str]:
    """The guards that hold behind a door."""
    return {*door.run_program("", SolverName.copt, limits()).isolation}


def attack(door: Door, program: Hostile) -> Trial:
    """Run a hostile program and confirm its record, then send a canary and an inspector into the same slot."""
    before = inspect(door)
    answer = hear(door, program)
    canary = sing(door)
    return Trial(program, answer, canary, tuple(sorted(inspect(door) - before)))


def hear(door: Door, program: Hostile) -> Answer:
    """Run a hostile program; an exception is no answer, whatever the program did."""
    began, held = time.monotonic(), peak_mib()
    try:
        solve, again = door.run_verified(program.source, program.solver, limits(program.wall_seconds))
        told = UNCONFIRMED if is_unconfirmed(solve, again) else solve.status.value
    except Exception as error:
        failure = f"the door raised {type(error).__name__}: {error}"
        solve, told = Solve(solver=program.solver, status=TerminationStatus.crashed, error=failure), "exception"
    return Answer(solve, told, time.monotonic() - began, peak_mib() - held)


def is_unconfirmed(solve: Solve, again: Solve | None) -> bool:
    """Whether an optimum is told that no second solve gives."""
    return solve.status is TerminationStatus.optimal and (again is None or again.status not in ANSWERS)


def sing(door: Door) -> str:
    """Run the canary; what is wrong with it, if anything."""
    solve = door.run_program(CANARY, SolverName.copt, limits())
    if (solve.status, solve.objective, solve.error) != (TerminationStatus.optimal, CANARY_OBJECTIVE, None):
        return f"was {solve.status} {solve.objective} {solve.error or ''}".strip()
    return "" if solve.stdout.endswith("sings\n") else "did not print what it prints"


def inspect(door: Door) -> set[str]:
    """What lies and runs in the slot, a line for each thing."""
    solve = door.run_program(INSPECTOR, SolverName.copt, limits())
    if solve.error is not None:
        return {f"the inspector fails: {solve.error}"}
    seen: dict[str, list[str]] = json.loads(solve.stdout)
    return {f"left {kind} {thing}" for kind, things in seen.items() for thing in things}


def limits(wall_seconds: float = 10) -> Limits:
    """The limits of every program here, but for the time."""
    return Limits(wall_seconds=wall_seconds, memory_mib=MEMORY_MIB)


def peak_mib() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
