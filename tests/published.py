"""Programs that a language model wrote for COPT 7.1, with the outcome that their authors recorded.

`python -m tests.published --door container` runs all of them and lists each whose outcome is another one.
"""

import argparse
import json
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from math import isclose
from pathlib import Path
from typing import NamedTuple

from schemas.solve import DoorName, Solve, SolverName
from tasks.sandbox.door import Door, new_door

SHARED = Path(os.environ.get("OPTMILL_SHARED", Path(__file__).parents[2] / "shared"))
FOLDER = SHARED / "data" / "orlm"
ABSENT = f"no published programs in {FOLDER}; set OPTMILL_SHARED to the folder that holds data/orlm"
TOLERANCE = 1e-6
WITHOUT_SOLUTION = ("infeasible", "unbounded", "infeasible_or_unbounded", "solver_limit")
"""Statuses on which these programs print that there is no best solution."""


class Published(NamedTuple):
    """One program and its record."""

    id: str
    source: str
    objective: float | None
    """None where its authors recorded no number."""
    failed: bool
    """Whether it failed when they ran it."""

    def agrees(self, solve: Solve) -> bool:
        """Whether a run has the recorded outcome: the objective, no solution, or a failure."""
        if self.failed or solve.exit_code != 0:
            return self.failed and solve.exit_code != 0
        if self.objective is None:
            return solve.status in WITHOUT_SOLUTION
        found = solve.objective
        return found is not None and isclose(found, self.objective, rel_tol=TOLERANCE, abs_tol=TOLERANCE)

    def told(self) -> str:
        """The record in words."""
        return "a failure" if self.failed else ("no solution" if self.objective is None else f"{self.objective:.10g}")


def published() -> list[Published]:
    """All programs; none where their folder is absent."""
    lines = [line for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text().splitlines()]
    return [read(line) for line in lines]


def read(line: str) -> Published:
    """A program from its row: the Python block of the completion."""
    row = json.loads(line)
    found = re.search(r"```python\n(.*?)```", row["completion"], re.DOTALL)
    assert found is not None, row["id"]
    recorded = row["published_objective"]
    number = None if recorded in (None, "No Best Solution") else float(recorded)
    return Published(row["id"], found.group(1), number, row["published_state"].startswith("Execution Failed"))


def run_all(door: Door, programs: list[Published], threads: int = 4) -> list[Solve]:
    """Run programs side by side."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(door.run_program, [one.source for one in programs], [SolverName.copt] * len(programs)))


def main() -> int:
    """Run all and list the exceptions; exit code 1 where there is one."""
    parser = argparse.ArgumentParser(prog="python -m tests.published", description=__doc__)
    parser.add_argument("--door", type=DoorName, default=DoorName.auto)
    programs = published()
    if not programs:
        sys.stdout.write(f"{ABSENT}\n")
        return 1
    with new_door(parser.parse_args().door) as door:
        solves = run_all(door, programs)
    others = [(one, solve) for one, solve in zip(programs, solves, strict=True) if not one.agrees(solve)]
    doors = " and ".join(sorted({solve.door for solve in solves}))
    sys.stdout.write(f"{len(programs) - len(others)} of {len(programs)} as published, through the {doors} door\n")
    for one, solve in others:
        found = f"{solve.status.value} {solve.objective} exit {solve.exit_code} {solve.error or ''}"
        sys.stdout.write(f"{one.id}: recorded {one.told()}, found {found}\n")
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
