"""What a run without campaign and round is made in: a folder, its ledger, its lake, and who may write there."""

import os
import socket
from functools import cached_property
from pathlib import Path

from schemas.benchmark_item import BenchmarkItem, BenchmarkSet
from schemas.benchmark_run import Seat
from schemas.frozen import content_hash
from schemas.holder import Holder
from tasks.lake.lake import Lake
from tasks.ledger import Ledger
from tasks.tenure import Tenure

SPEC = "spec.json"


class RunFolder:
    """The folder of one run in the making; what is appended to its ledger is there when it is opened again."""

    def __init__(self, folder: Path, lake: str) -> None:
        """Name the folder and the lake; nothing is held yet."""
        self.folder = folder
        self.name = folder.parent.name.partition("=")[2]
        self.ledger = Ledger(folder)
        self.lake = Lake(lake)
        self.tenure = Tenure(folder)

    def done(self) -> tuple[tuple[str, int], ...]:
        """How many of its seats each stage has behind it, as far as this process has seen."""
        raise NotImplementedError

    @cached_property
    def sets(self) -> tuple[BenchmarkSet, ...]:
        """What is asked."""
        raise NotImplementedError

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """All answers that are to be had, in order."""
        raise NotImplementedError

    @property
    def shards(self) -> int:
        """Shards of the run."""
        raise NotImplementedError

    @property
    def size(self) -> int:
        """Seats of the run."""
        return len(self.seats)

    @cached_property
    def items(self) -> dict[tuple[str, str], BenchmarkItem]:
        """Items by set and id."""
        return {(each.name, item.id): item for each in self.sets for item in each.items}

    def item_of(self, seat: Seat) -> BenchmarkItem:
        """The item of a seat."""
        return self.items[seat.set, seat.item_id]

    def shard(self, number: int) -> list[Seat]:
        """The seats of one shard."""
        return [seat for seat in self.seats if seat.number % self.shards == number]

    def hold(self) -> None:
        """Keep other processes out of this run until it is closed.

        Raises:
            LedgerError: another process works on it.
        """
        self.tenure.take(Holder(process=os.getpid(), host=socket.gethostname(), folder=str(Path.cwd())))


def name_of(sets: tuple[BenchmarkSet, ...], spec_hash: str) -> str:
    """A run's name, made of what decides it: its spec and the bytes of its sets."""
    digest = content_hash([spec_hash, *(each.checksum for each in sets)], digits=8)
    short = "".join(letter if letter.isalnum() else "-" for letter in sets[0].name)[:40].strip("-") or "run"
    return f"{short}-{digest}"
