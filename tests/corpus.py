"""Two corpora of programs, as plain files: hostile ones that attack a door, and honest ones as models write them.

The comment lines at the top of each file are TOML and say what the program is for and what must come of it.
"""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError, model_validator

from schemas.frozen import Frozen
from schemas.solve import SolverName, TerminationStatus

HERE = Path(__file__).parent
GUARDS = ("process-namespace", "network-namespace", "own-user", "read-only-files")
UNCONFIRMED = "unconfirmed"
"""An optimum is told, and no second solve confirms it: nobody who asks for proof believes it."""
Program = TypeVar("Program", bound=Frozen)


class Hostile(Frozen):
    """A program that attacks the door behind which it runs.

    It prints `BREACH: what` when it gets what it wants and `DENIED` when it does not, and then solves an honest model,
    if it still can. A run that prints BREACH is not contained.
    """

    name: str
    source: str
    kind: str
    """Programs of a kind want the same thing."""
    solver: SolverName = SolverName.copt
    tries: str
    """What it does, in words that complete "it …"."""
    statuses: tuple[str, ...] = ("optimal",)
    """Statuses, or `unconfirmed`, by which a contained run may be told."""
    words: tuple[str, ...] = ()
    """One of these stands in what a contained run prints or in its error."""
    objective: float = 4
    """Of a run that ends optimal and confirmed."""
    wall_seconds: float = Field(default=4, le=10)
    guards: tuple[str, ...] = ()
    """Guards without which it is not run at all: it would harm the machine, or find nothing closed."""
    local: str = ""
    """Why the local door may not contain it."""
    anywhere: str = ""
    """Why no door contains it."""

    @model_validator(mode="after")
    def names_are_known(self) -> "Hostile":
        """Reject a status or a guard that does not exist, which would never be met."""
        unknown = {*self.statuses} - {*TerminationStatus, UNCONFIRMED} | {*self.guards} - {*GUARDS}
        if unknown:
            raise ValueError(f"no such status or guard: {', '.join(sorted(unknown))}; guards are {', '.join(GUARDS)}")
        return self


class Honest(Frozen):
    """A program like those that models write, good or bad, with what must come of it."""

    name: str
    source: str
    solver: SolverName
    shows: str
    """The habit or mistake that it stands for."""
    status: TerminationStatus
    objective: float | None = None
    error: str = ""
    """Stands in the error of its solve; empty: there is no error."""
    exit_code: int = 0
    prints: str = ""
    """Stands in its output."""
    claims: float | None = None
    """What it prints as its answer, where that is not the objective."""
    solves: int = 1
    """How often it calls a solver."""
    wall_seconds: float = Field(default=15, le=30)


def hostile_programs() -> list[Hostile]:
    """All hostile programs, by name."""
    return [read_program(path, Hostile) for path in sorted((HERE / "hostile").glob("*.py"))]


def honest_programs() -> list[Honest]:
    """All honest programs, by name."""
    return [read_program(path, Honest) for path in sorted((HERE / "honest").glob("*.py"))]


def read_program(path: Path, noun: type[Program]) -> Program:
    """Read a program and the header above it.

    Raises:
        ValueError: the header is no TOML, or says something that the noun does not know.
    """
    source = path.read_text()
    try:
        return noun.model_validate({"name": path.stem, "source": source} | tomllib.loads(header(source)))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ValueError(
            f"{path}: the comment lines at its top must be TOML with the fields of {noun.__name__}: {error}"
        ) from error


def header(source: str) -> str:
    """The comment lines at the top of a program, without their marks."""
    lines: list[str] = []
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return "\n".join(lines)
