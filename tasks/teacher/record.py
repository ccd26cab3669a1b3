"""All answers that a lake ever recorded, by request hash: what was paid for once is never paid for again.

An index of request hashes is made when the first unknown answer is looked for. The answers of a partition, or of an
open round's book, are read when one of them is wanted, and a few partitions' answers are held at a time.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial

from schemas.teacher import LASTING, Completion
from tasks.lake.lake import Lake
from tasks.lake.store import Round
from tasks.ledger import CALLS, read_lines

HELD = 8
"""Partitions whose answers are held at a time."""

Load = Callable[[], dict[str, Completion]]
"""Reads the answers of one partition or book."""


class Record:
    """Answers of this round, then of the whole lake."""

    def __init__(
        self,
        own: dict[str, Completion],
        lakes: tuple[Lake, ...],
        replaying: bool = False,
        hear: Callable[[], None] = lambda: None,
    ) -> None:
        """Take this round's answers and where others are looked for.

        Args:
            own: of this round; grows.
            lakes: whose answers count as known.
            replaying: whether refusals that another try might not meet are taken from the record as well.
            hear: adds to `own` what other processes of this round were answered.
        """
        self.own = own
        self.hear = hear
        self.lakes = lakes
        self.replaying = replaying
        self.lock = threading.Lock()
        self.places: dict[str, int] | None = None
        self.loads: list[Load] = []
        self.held: OrderedDict[int, dict[str, Completion]] = OrderedDict()

    def __setitem__(self, key: str, completion: Completion) -> None:
        """Remember an answer of this round."""
        self.own[key] = completion

    def get(self, key: str) -> Completion | None:
        """An answer of this round, or of any earlier one at no cost; None: nobody was ever asked."""
        if (completion := self.own.get(key)) is not None:
            return completion
        self.hear()
        if (completion := self.own.get(key)) is not None:
            return completion
        with self.lock:
            found = self.found(key)
        if found is None or (found.refusal and found.refusal not in LASTING and not self.replaying):
            return None
        self.own[key] = free = found.model_copy(update={"cost_usd": 0.0, "requests": 0})
        return free

    def found(self, key: str) -> Completion | None:
        """The answer in the lakes."""
        if self.places is None:
            self.places = {}
            for lake in self.lakes:
                for keys, load in sources(lake):
                    self.places |= dict.fromkeys(keys, len(self.loads))
                    self.loads.append(load)
        place = self.places.get(key)
        if place is None:
            return None
        if place not in self.held:
            self.held[place] = self.loads[place]()
            while len(self.held) > HELD:
                self.held.popitem(last=False)
        self.held.move_to_end(place)
        return self.held[place].get(key)


def sources(lake: Lake) -> Iterator[tuple[list[str], Load]]:
    """Request hashes of each book of an open round, and of each published round, with what reads the answers."""
    for book in sorted(lake.work_root.glob(f"*/*/{CALLS}")):
        answers = {call.request_hash: call for call in read_lines(book, Completion)}
        yield list(answers), lambda answers=answers: answers
    for of_round in lake.store.published():
        yield lake.call_hashes(of_round), partial(answers_of, lake, of_round)


def answers_of(lake: Lake, of_round: Round) -> dict[str, Completion]:
    """The answers of a published round, by request hash."""
    return {completion.request_hash: completion for completion in lake.calls(of_round)}
