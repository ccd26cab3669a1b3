"""Threads that settle. Unlike those of the library's pool, they let a process end while they are at work."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
Work = tuple[Future[Any], Callable[[Any], Any], Any]


class Hands:
    """Some threads, for items from any thread."""

    def __init__(self, count: int, name: str) -> None:
        """Start them."""
        self.count = count
        self.are_gone = False
        self.waiting: SimpleQueue[Work | None] = SimpleQueue()
        for _ in range(count):
            Thread(target=self.work, name=name, daemon=True).start()

    def each(self, act: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
        """What an act makes of each item, in their order.

        Raises:
            CancelledError: they were let go before it was done.
        """
        made: list[Future[Made]] = [Future() for _ in items]
        for future, item in zip(made, items, strict=True):
            self.waiting.put((future, act, item))
        if self.are_gone:
            for future in made:
                future.cancel()
        return [future.result() for future in made]

    def let_go(self) -> None:
        """Drop what waits; who is at work ends by and by, and nobody waits for it."""
        self.are_gone = True
        try:
            while (work := self.waiting.get_nowait()) is not None:
                work[0].cancel()
        except Empty:
            pass
        for _ in range(self.count):
            self.waiting.put(None)

    def work(self) -> None:
        """Do what waits, until they are let go."""
        while (work := self.waiting.get()) is not None:
            future, act, item = work
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(act(item))
            except BaseException as error:
                future.set_exception(error)
