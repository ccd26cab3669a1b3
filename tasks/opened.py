"""The runs that are open in this process, by their folders: whoever opens one twice gets the same."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from tasks.run_folder import RunFolder

Run = TypeVar("Run", bound=RunFolder)


class Opened(Generic[Run]):
    """Runs of one kind."""

    def __init__(self, make: Callable[[Path], Run]) -> None:
        """Take what opens a folder."""
        self.make = make
        self.runs: dict[Path, Run] = {}
        self.lock = threading.Lock()
        _kinds.append(self)

    def open(self, folder: str | Path) -> Run:
        """The run of a folder."""
        with self.lock:
            path = Path(folder)
            if path not in self.runs:
                self.runs[path] = self.make(path)
            return self.runs[path]

    def close(self, folder: str | Path) -> None:
        """Forget one, and let others have it."""
        with self.lock:
            if run := self.runs.pop(Path(folder), None):
                run.tenure.release()

    def shard(self, path: str) -> tuple[Run, int]:
        """The run and the number of a shard's path, which is what travels between tasks."""
        folder, _, name = path.rpartition("/")
        return self.open(folder), int(name.removeprefix("shard-"))


_kinds: list[Opened[Any]] = []


def runs_in_progress() -> list[RunFolder]:
    """Runs of every kind that are open in this process."""
    return [run for kind in _kinds for run in list(kind.runs.values())]
