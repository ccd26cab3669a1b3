"""What is open in this process, by its folder: whoever opens a folder twice gets the same thing."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from tasks.tenure import Tenure


class Held(Protocol):
    """Something in a folder that one process at a time may work on."""

    tenure: Tenure


Thing = TypeVar("Thing", bound=Held)


class Opened(Generic[Thing]):
    """Things of one kind."""

    def __init__(self, make: Callable[[Path], Thing]) -> None:
        """Take what opens a folder."""
        self.make = make
        self.things: dict[Path, Thing] = {}
        self.lock = threading.Lock()

    def open(self, folder: str | Path) -> Thing:
        """The thing of a folder."""
        with self.lock:
            path = Path(folder)
            if path not in self.things:
                self.things[path] = self.make(path)
            return self.things[path]

    def all(self) -> list[Thing]:
        """Those that are open."""
        with self.lock:
            return list(self.things.values())

    def close(self, folder: str | Path) -> None:
        """Forget one, and let others have it."""
        with self.lock:
            if thing := self.things.pop(Path(folder), None):
                thing.tenure.release()

    def shard(self, path: str) -> tuple[Thing, int]:
        """The thing and the number of a shard's path, which is what travels between tasks."""
        folder, _, name = path.rpartition("/")
        return self.open(folder), int(name.removeprefix("shard-"))
