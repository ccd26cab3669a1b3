"""Slots are given in turn, and an interrupt loses none."""

import signal
import threading
import time

import pytest

from tasks.turns import Turns

VISITS = 60


def test_whoever_comes_again_and_again_keeps_nobody_waiting():
    turns, start = Turns(1), threading.Barrier(2)
    visits = {"one": 0, "other": 0}
    behind: list[int] = []

    def visit(name: str) -> None:
        start.wait()
        for _ in range(VISITS):
            with turns:
                time.sleep(0.002)
                visits[name] += 1
        behind.append(VISITS - min(visits.values()))

    threads = [threading.Thread(target=visit, args=(name,)) for name in visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert behind[0] < VISITS / 2


class Interrupted(Exception):
    """A signal came."""


def test_an_interrupt_while_waiting_loses_no_slot():
    turns = Turns(1)

    def interrupt(number: int, frame: object) -> None:
        raise Interrupted

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with turns:
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            with pytest.raises(Interrupted), turns:
                pytest.fail("there was no slot to be had")
        came = threading.Event()
        threading.Thread(target=lambda: enter(turns, came), daemon=True).start()
        assert came.wait(5.0)
    finally:
        signal.signal(signal.SIGALRM, before)


def enter(turns: Turns, came: threading.Event) -> None:
    """Take a slot and say so."""
    with turns:
        came.set()
