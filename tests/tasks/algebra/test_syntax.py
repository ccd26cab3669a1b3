"""Parsing from many threads: CPython 3.11 alone would now and then end in a SystemError."""

import gc
import sys
import threading
from collections.abc import Iterator

import pytest

from tasks.algebra.syntax import parse_literal, parse_tree

EXPRESSION = "sum(use[i, r] * make[i] for i in ITEMS if i != ((1 + 2) * 3)) <= " + " + ".join(
    f"limit{number}[r]" for number in range(60)
)


class Slow:
    """Something whose end gives other threads a turn in the middle of a parse."""

    def __del__(self) -> None:
        sum(range(2000))


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that change places all the time, and a collector that never rests."""
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(1e-6)
    gc.set_threshold(5)
    yield
    gc.set_threshold(*thresholds)
    sys.setswitchinterval(interval)


def parse_often(failures: list[str]) -> None:
    for _ in range(100):
        waste: list[object] = [Slow()]
        waste.append(waste)
        del waste
        try:
            parse_tree(EXPRESSION)
            parse_literal('{("desk", "wood"): 4, ("chair", "wood"): 2}')
        except SystemError as error:
            failures.append(str(error))


@pytest.mark.usefixtures("restless")
def test_many_threads_parse_without_a_system_error() -> None:
    failures: list[str] = []
    threads = [threading.Thread(target=parse_often, args=(failures,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
