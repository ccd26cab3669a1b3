"""The one door that every program goes through: execute, repair, reward, benchmark and audit alike."""

import atexit
import os
import threading

from schemas.solve import DoorName, Limits, Solve, SolverName
from tasks.sandbox.errors import SandboxError, UnsupportedSolver
from tasks.sandbox.local import LocalDoor
from tasks.sandbox.running import Door

__all__ = [
    "Door",
    "LocalDoor",
    "SandboxError",
    "UnsupportedSolver",
    "choose",
    "open_door",
    "run_program",
    "run_verified",
    "solve_model",
]

CHOICE = "OPTMILL_DOOR"
"""Environment variable that decides what `auto` means on this machine: `auto`, `local` or `container`."""
_lock = threading.Lock()
_doors: dict[tuple[int, DoorName, int], Door] = {}
"""The doors of each process by its id: a forked child must not talk to its parent's servers."""


def open_door(name: DoorName = DoorName.auto, slots: int = 0) -> Door:
    """This process's own door of a name; it closes with the process.

    Args:
        name: where programs run; for `auto` the environment's `OPTMILL_DOOR` has the first word.
        slots: programs at a time; 0: the number of usable cores.

    Raises:
        SandboxError: the name in the environment is none.
    """
    with _lock:
        key = (os.getpid(), chosen() if name is DoorName.auto else name, slots)
        if key not in _doors:
            for other in [other for other in _doors if other[0] != key[0]]:
                del _doors[other]
            _doors[key] = door = new_door(key[1], slots or None)
            atexit.register(door.close)
        return _doors[key]


def choose(name: DoorName) -> None:
    """Have `auto` mean this door from now on, in this process and those that it starts."""
    os.environ[CHOICE] = name.value


def chosen() -> DoorName:
    """What the environment says.

    Raises:
        SandboxError: it says something else than a door's name.
    """
    name = os.environ.get(CHOICE, DoorName.auto)
    try:
        return DoorName(name)
    except ValueError as error:
        names = ", ".join(DoorName)
        raise SandboxError(f"{CHOICE} is {name!r}, which is no door; set it to one of {names}") from error


def new_door(name: DoorName, slots: int | None = None) -> Door:
    """A door that the caller closes."""
    if name is DoorName.local:
        return LocalDoor(slots)
    from tasks.sandbox.container import AutoDoor, ContainerDoor

    return ContainerDoor(slots) if name is DoorName.container else AutoDoor(slots)


def run_program(source: str, solver: SolverName, limits: Limits = Limits()) -> Solve:
    """Run a program through this process's default door, as `Door.run_program`."""
    return open_door().run_program(source, solver, limits)


def run_verified(source: str, solver: SolverName, limits: Limits = Limits()) -> tuple[Solve, Solve | None]:
    """Run a program and confirm its record by its captured model, as `Door.run_verified`."""
    return open_door().run_verified(source, solver, limits)


def solve_model(mps: str, limits: Limits = Limits(), solver: SolverName = SolverName.highs) -> Solve:
    """Solve a captured model again, as `Door.solve_model`: the answer that no program can forge."""
    return open_door().solve_model(mps, limits, solver)
