"""A vLLM server for the time of a run: started, waited for, and stopped with all that it started.

vLLM can't share an environment with Prefect, so that it is a process of its own, reached over HTTP.
"""

import os
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager

from schemas.benchmark_spec import VllmSpec
from tasks.teacher.teacher import TeacherRefused

STOP_SECONDS = 30.0
POLL_SECONDS = 1.0
TAIL = 1_500
"""Bytes at the end of its log that are shown where it fails."""


@contextmanager
def served(spec: VllmSpec) -> Generator[None]:
    """Serve a model while the block runs; nothing where the spec names none.

    Raises:
        TeacherRefused: the server can't be started, or ends before it answers.
    """
    if not spec.model:
        yield
        return
    with tempfile.TemporaryFile() as log:
        server = start(spec, log.fileno())
        try:
            wait_until_ready(server, spec, log.fileno())
            yield
        finally:
            stop(server)


def start(spec: VllmSpec, log: int) -> "subprocess.Popen[bytes]":
    """Start the server in a process group of its own."""
    command = [*spec.command, "serve", spec.model, "--port", str(spec.port), "--host", "127.0.0.1", *spec.arguments]
    try:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 - the user's own command
    except OSError as error:
        raise TeacherRefused(
            f"vLLM can't be started by {spec.command[0]!r} ({error.strerror}); install it in an environment of its "
            "own, and name its command in `serve.command`"
        ) from error


def wait_until_ready(server: "subprocess.Popen[bytes]", spec: VllmSpec, log: int) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + spec.start_seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            raise TeacherRefused(f"vLLM ended with exit code {server.returncode} before it answered: {tail(log)}")
        if answers(spec.port):
            return
        time.sleep(POLL_SECONDS)
    raise TeacherRefused(
        f"vLLM did not answer within {spec.start_seconds:g} s; raise `serve.start_seconds`: {tail(log)}"
    )


def answers(port: int) -> bool:
    """Whether the server says that it is well."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def tail(log: int) -> str:
    """The end of the server's log."""
    size = os.fstat(log).st_size
    return os.pread(log, TAIL, max(0, size - TAIL)).decode(errors="replace").strip()


def stop(server: "subprocess.Popen[bytes]") -> None:
    """End the server and its workers."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
