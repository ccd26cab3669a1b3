"""Threads that act on many things, a few at a time, and that are kept for the next ones.

A round's stages hand some thousand candidates to threads, most of which do little: making a thread for each costs more
than what it does.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from queue import SimpleQueue
from typing import Final, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 8_192
"""More than all shards of a round ask for together; threads are made as they are needed."""
_hands: Final = ThreadPoolExecutor(MOST, thread_name_prefix="hand")


def as_done(act: Callable[[Item], Result], items: Iterable[Item], threads: int) -> Generator[Result]:
    """Act on every item, so many at a time, and give the results as they come.

    What one raises is raised here; then, and where nobody asks for more results, no further item is begun, and those in
    hand are waited for.
    """
    todo, done = deque(items), SimpleQueue[tuple[Result, None] | tuple[None, BaseException]]()
    count = len(todo)

    def work() -> None:
        """Take one item after the other."""
        with suppress(IndexError):
            while True:
                item = todo.popleft()
                try:
                    done.put((act(item), None))
                except BaseException as error:
                    todo.clear()
                    done.put((None, error))

    hands = [_hands.submit(work) for _ in range(min(threads, count))]
    try:
        for _ in range(count):
            result, error = done.get()
            if error is not None:
                raise error
            yield result  # pyright: ignore[reportReturnType] - where there is no error there is a result
    finally:
        todo.clear()
        wait(hands)
