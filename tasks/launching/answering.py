"""A process of the trainer's environment that has a model answer questions, until this one or a benchmark ends."""

import json
import os
import subprocess
import tempfile
import threading
from concurrent.futures import Future
from contextlib import suppress
from itertools import count
from typing import Any

from tasks.launching.command import trainer_python
from tasks.launching.processes import trainer_environment

Line = dict[str, Any]
TAIL = 1_500
"""Bytes at the end of its log that are shown where it fails."""


class AnsweringEnded(RuntimeError):
    """The process ended before it had answered; another may answer."""


class AnsweringRefused(RuntimeError):
    """The model can't be read, or the environment lacks a library."""


class AnsweringProcess:
    """Asked by many threads at once; it answers what has come meanwhile together."""

    def __init__(self, model: str) -> None:
        """Start it; the model is read by and by, and it ends when this process does."""
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self.process = subprocess.Popen(  # noqa: S603 - the interpreter that the environment names
            [trainer_python(), "-m", "tasks.trainer.answering", "--model", model],
            env=trainer_environment(os.environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            start_new_session=True,
        )
        self.waiting: dict[int, Future[Line]] = {}
        self.numbers = count()
        self.lock = threading.Lock()
        self.ended: Exception | None = None
        threading.Thread(target=self.listen, daemon=True).start()

    def ask(self, question: Line) -> Line:
        """Ask, and wait for the answer.

        Raises:
            AnsweringEnded: there is none.
            AnsweringRefused: there never will be one.
        """
        answer: Future[Line] = Future()
        with self.lock:
            if self.ended:
                raise self.ended
            number = next(self.numbers)
            self.waiting[number] = answer
            with suppress(BrokenPipeError):  # its end is told by the listener
                assert self.process.stdin
                self.process.stdin.write(json.dumps(question | {"id": number}).encode() + b"\n")
                self.process.stdin.flush()
        return answer.result()

    def listen(self) -> None:
        """Hand answers to those who wait, and the end to all that are left."""
        refused = ""
        assert self.process.stdout
        for text in self.process.stdout:
            line: Line = json.loads(text)
            if refused := line.get("refused", ""):
                break
            self.waiting.pop(line["id"]).set_result(line)
        self.process.wait()
        said = f"it ended with code {self.process.returncode}: {self.tail()}"
        with self.lock:
            self.ended = AnsweringRefused(refused) if refused else AnsweringEnded(said)
        for answer in self.waiting.values():
            answer.set_exception(self.ended)

    def tail(self) -> str:
        """The end of its log."""
        size = os.fstat(self.log.fileno()).st_size
        return os.pread(self.log.fileno(), TAIL, max(0, size - TAIL)).decode(errors="replace").strip()

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdin
        with suppress(BrokenPipeError):
            self.process.stdin.close()


_running: dict[str, AnsweringProcess] = {}
_lock = threading.Lock()


def answering_process(model: str) -> AnsweringProcess:
    """The process of a model: the one that runs, else a new one."""
    with _lock:
        found = _running.get(model)
        if found is None or isinstance(found.ended, AnsweringEnded):
            found = _running[model] = AnsweringProcess(model)
        return found


def end_idle() -> None:
    """End the processes that nobody waits for: the next model may need their memory."""
    with _lock:
        for name in [name for name, each in _running.items() if not each.waiting]:
            _running.pop(name).close()
