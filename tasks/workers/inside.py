"""What happens inside a worker process: it is shut in, then does one item after the other until its owner goes away."""

import multiprocessing
import os
import resource
import signal
import threading
import time
from multiprocessing.connection import Connection

from solver_images.runner.processes import address_space_mib
from tasks.workers.allowance import Allowance, Excess, Overrun

OUT_OF_MEMORY = 77
"""Exit code of a worker that has used up its memory: what it remembers may be to blame, so that it starts anew."""
LONGEST_DETAIL = 400


def serve(connection: Connection, allowance: Allowance) -> None:
    """Say True once it has started, and do items until the connection ends.

    Args:
        connection: gives pairs of a function and its argument, and takes results, each of which may be an `Overrun`.
        allowance: of each item.
    """
    shut_in(allowance)
    try:
        connection.send(True)
        while True:
            work, item = connection.recv()
            limit_cpu(allowance.cpu_seconds)
            try:
                answer = work(item)
            except Exception as error:
                if isinstance(error, MemoryError):
                    raise
                answer = Overrun(Excess.broken, told(error))
            connection.send(answer)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (EOFError, OSError):
        os._exit(0)


def told(error: Exception) -> str:
    """An error on one line of bounded length."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_DETAIL]


def shut_in(allowance: Allowance) -> None:
    """Bound the memory, write no core, read and print nothing, and end with the process that this one works for.

    Interrupts are the owner's to hear; they reach a worker where the owner's fork server was started by other code.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    most = round((address_space_mib() + allowance.memory_mib) * 2**20)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    threading.Thread(target=end_with_owner, name="owner", daemon=True).start()


def end_with_owner() -> None:
    """Wait until the owner is gone, even by a kill, then leave: a worker may be amid an item."""
    owner = multiprocessing.parent_process()
    if owner is not None:
        owner.join()
    os._exit(0)


def limit_cpu(seconds: int) -> None:
    """Let the kernel end this process after some more seconds of processor time."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds + 1, hard))
