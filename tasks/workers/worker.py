"""One worker process, as its owner holds it: start, ask, end."""

import multiprocessing
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any, Final

from tasks.workers.allowance import Allowance, Excess
from tasks.workers.inside import OUT_OF_MEMORY, serve

CONTEXT: Final = multiprocessing.get_context("forkserver")
"""The owner has many threads, so that it must not fork; a fork server holds none of its files either."""
PRELOADED: Final = ("tasks.inspection", "tasks.execution", "tasks.scoring.examination")
"""Modules that the fork server loads once for all workers: those whose functions they are asked for."""
START_SECONDS: Final = 300.0
"""For a worker to start, which imports its owner's main module: on a busy machine longer than an item may take."""
WORDS: Final = {
    Excess.out_of_time: "it took more than {cpu} s of processor time, or {wall:g} s in all",
    Excess.out_of_memory: "it took more than {memory} MiB of memory",
    Excess.broken: "it ended the process that looked at it",
}
_one_at_a_time = threading.Lock()
"""The standard library keeps its list of children without a lock."""


@contextmanager
def without_interrupts() -> Generator[None]:
    """Processes that are started meanwhile never hear of Ctrl-C: their owner does, and they end with it."""
    resource_tracker.ensure_running()  # which would let interrupts through again, were it started meanwhile
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def may_have_children() -> None:
    """Let a daemonic process, such as a worker of Dask, have children.

    The standard library forbids it, lest they outlive their owner: ours end with it.
    """
    process = multiprocessing.current_process()
    if process.daemon:
        process.daemon = False


class WorkerDied(Exception):
    """A worker went away, or was killed for its silence, with an item in hand."""

    def __init__(self, excess: Excess, allowance: Allowance, is_final: bool = False) -> None:
        """Say why; `is_final` where another worker would end the same."""
        said = WORDS[excess].format(cpu=allowance.cpu_seconds, wall=allowance.wall_seconds, memory=allowance.memory_mib)
        super().__init__(said)
        self.excess, self.is_final = excess, is_final


class Worker:
    """A running worker process."""

    def __init__(self, allowance: Allowance) -> None:
        """Start it; it is warm at once where the fork server is."""
        self._allowance = allowance
        self._started = False
        self._connection, theirs = CONTEXT.Pipe()
        with _one_at_a_time, without_interrupts():
            may_have_children()
            CONTEXT.set_forkserver_preload(list(PRELOADED))
            self._process = CONTEXT.Process(target=serve, args=(theirs, allowance), name="worker", daemon=True)
            self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid or 0

    def ask(self, work: Callable[[Any], Any], item: Any) -> Any:
        """Have one item done.

        Args:
            work: a module's function.
            item: its argument.

        Raises:
            WorkerDied: no answer; the worker is gone.
        """
        try:
            if not self._started:
                self._started = self._hear(START_SECONDS)
            self._connection.send((work, item))
            return self._hear(self._allowance.wall_seconds)
        except (EOFError, OSError) as error:
            raise self._death() from error

    def _hear(self, seconds: float) -> Any:
        """What it says next; it is killed where it says nothing for so long."""
        if not self._connection.poll(seconds):
            self.close()
            raise WorkerDied(Excess.out_of_time, self._allowance)
        return self._connection.recv()

    def close(self) -> None:
        """Kill it and wait for its end; safe to call twice."""
        with _one_at_a_time:
            self._process.kill()
            self._process.join()
        self._connection.close()

    def _death(self) -> WorkerDied:
        """Why the worker is gone."""
        with _one_at_a_time:
            self._process.join()
        code = self._process.exitcode
        self._connection.close()
        if code == -signal.SIGXCPU:
            return WorkerDied(Excess.out_of_time, self._allowance, is_final=True)
        return WorkerDied(Excess.out_of_memory if code == OUT_OF_MEMORY else Excess.broken, self._allowance)
