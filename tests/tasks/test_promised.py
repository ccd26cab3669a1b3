"""A promised result reaches all that wait for it, before and after it is given."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tasks.promised import Promised


def test_all_that_wait_have_what_is_given():
    promised, waiting = Promised[int](), threading.Barrier(4)

    def take(_: int) -> int:
        waiting.wait(10)
        return promised.take()

    with ThreadPoolExecutor(3) as threads:
        taken = [threads.submit(take, number) for number in range(3)]
        waiting.wait(10)
        promised.give(7)
        assert [each.result(10) for each in taken] == [7, 7, 7]
    assert promised.take() == 7


def test_all_that_wait_have_the_error_that_it_failed_with():
    promised = Promised[int]()
    promised.fail(ValueError("no"))
    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            promised.take()
