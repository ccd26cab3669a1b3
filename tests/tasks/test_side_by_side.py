"""Threads act on so many items at a time, and stop at what one of them raises."""

import threading
import time
from contextlib import closing

import pytest

from tasks.side_by_side import as_done


def test_every_item_is_acted_on_once_by_no_more_than_so_many_at_a_time():
    now, most, lock = 0, 0, threading.Lock()
    together = threading.Barrier(3)

    def act(item: int) -> int:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        together.wait(10)
        with lock:
            now -= 1
        return item * item

    assert sorted(as_done(act, range(30), 3)) == [item * item for item in range(30)]
    assert most == 3


def test_what_one_raises_is_raised_after_those_in_hand_and_nothing_else_is_begun():
    begun: list[int] = []
    ended: list[int] = []
    failed = threading.Event()

    def act(item: int) -> int:
        begun.append(item)
        if item == 0:
            failed.set()
            raise ValueError("the first")
        assert failed.wait(10)
        time.sleep(0.001)
        ended.append(item)
        return item

    with pytest.raises(ValueError, match="the first"):
        list(as_done(act, range(1_000), 2))
    assert len(begun) < 1_000
    assert sorted(begun) == [0, *sorted(ended)]


def test_whoever_wants_no_more_leaves_nothing_running():
    begun: list[int] = []
    with closing(as_done(begun.append, range(100_000), 2)) as results:
        next(results)
    there = len(begun)
    assert there < 100_000
    list(as_done(lambda item: item, range(100), 2))
    assert len(begun) == there


def test_an_interrupt_in_a_hand_is_heard():
    def act(item: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(as_done(act, [1], 1))


def test_nothing_to_do_is_done_at_once():
    assert list(as_done(str, [], 4)) == []
