"""What the tests have workers do; a worker finds it by its module's name."""

import os
import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from tasks.workers.allowance import Allowance
from tasks.workers.inside import serve


def serve_late(connection: Connection, allowance: Allowance) -> None:
    time.sleep(1.5)
    serve(connection, allowance)


def doubled(number: int) -> int:
    return 2 * number


def process_id(_: object) -> int:
    return os.getpid()


def turn(_: object) -> None:
    while True:
        pass


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def eat(mib: int) -> int:
    return len(b"x" * (mib * 2**20))


def fail(words: str) -> None:
    raise OverflowError(words)


def hears_interrupts(_: object) -> bool:
    return signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def end(_: object) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def open_files(_: object) -> list[str]:
    """Where the descriptors of a worker lead, but for its own pipes."""
    found: list[str] = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(link.readlink()))
        except FileNotFoundError:  # the folder itself
            continue
    return found


def say(words: str) -> str:
    print(words)
    sys.stdout.flush()
    return words
