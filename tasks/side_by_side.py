"""Acts on many things, a few at a time.

A round's stages hand some thousand candidates to threads, most of which do little: making a thread for each costs more
than what it does, so that these are kept for the next ones.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from queue import SimpleQueue
from typing import Final, TypeVar

from tasks.promised import Promised

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
    todo, done = deque(items), SimpleQueue[Promised[Result]]()
    count = len(todo)

    def work() -> None:
        """Take one item after the other."""
        with suppress(IndexError):
            while True:
                item, outcome = todo.popleft(), Promised[Result]()
                try:
                    outcome.give(act(item))
                except BaseException as error:
                    todo.clear()
                    outcome.fail(error)
                done.put(outcome)

    hands = [_hands.submit(work) for _ in range(min(threads, count))]
    try:
        for _ in range(count):
            yield done.get().take()
    finally:
        todo.clear()
        wait(hands)


def at_once(work: Callable[[Item], None], items: Sequence[Item], threads: int) -> None:
    """Do something for all items, so many at a time; the first failure is raised once the others are done."""
    with ThreadPoolExecutor(max(1, min(threads, len(items)))) as pool:
        for future in [pool.submit(work, item) for item in items]:
            future.result()
