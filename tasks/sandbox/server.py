"""One fork server on this machine, as the local door holds it: start, ask, end."""

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import solver_images.runner
from schemas.solve import SolverName
from solver_images.runner import scratch
from solver_images.runner.frames import read_frame, write_frame
from tasks.sandbox.errors import SandboxError
from tasks.sandbox.isolation import Isolation
from tasks.sandbox.licences import licences
from tasks.sandbox.pool import GRACE_SECONDS, START_SECONDS, ServerDied
from tasks.sandbox.users import next_user

RUNNER = Path(solver_images.runner.__file__).parent / "forkserver.py"
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "COPT_HOME")
"""The only variables of our own environment that programs see, beside those of licences: no keys."""
PREFIX = "optmill-"


@cache
def sweep_left_behind() -> None:
    """Remove, once a process, the folders of servers whose owner was killed before it could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)


class ForkServer:
    """A running server of one solver family."""

    door = "local"
    image = ""

    def __init__(self, solver: SolverName, isolation: Isolation) -> None:
        """Start the server and wait until it has loaded its family.

        Raises:
            SandboxError: it does not start.
        """
        sweep_left_behind()
        self._folder = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        if isolation.own_user:
            # Programs run under a user of their own, who makes the private folder in here.
            os.chmod(self._folder, 0o1777)  # noqa: S103 - sticky, and gone with the server
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the server
        command = [*isolation.prefix, *_command(solver, isolation, self._folder)]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=_environment(self._folder),
                cwd="/",
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            raise SandboxError(f"the fork server of {solver} cannot be started: {error}") from error
        self._greet(solver)
        self.guards = (*self._hello["guards"], *(("bubblewrap",) if isolation.name == "bubblewrap" else ()))
        self.version = str(self._hello["version"])

    @property
    def pid(self) -> int:
        """Process id of the server (of `unshare` or `bwrap` in front of it, if any)."""
        return self._process.pid

    def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """Have one job done.

        Raises:
            ServerDied: no answer; the server is gone or was killed for its silence.
        """
        patience = job["limits"]["wall_seconds"] + GRACE_SECONDS
        try:
            write_frame(self._writer, job)
            return self._read(patience)
        except (OSError, ValueError) as error:
            words = self._last_words()
            self.close()
            raise ServerDied(f"{error} {words}".strip()) from error

    def is_fit(self) -> bool:
        """As long as it lives, it may take another job."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the server and all it holds, and remove its folder."""
        if self._errors.closed:
            return
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        try:
            self._process.wait(2.0)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._errors.close()
        with suppress(OSError):
            scratch.wipe(self._folder)

    @property
    def _writer(self) -> int:
        assert self._process.stdin is not None
        return self._process.stdin.fileno()

    def _greet(self, solver: SolverName) -> None:
        try:
            self._hello = self._read(START_SECONDS)
        except (OSError, ValueError) as error:
            words = self._last_words()
            self.close()
            raise SandboxError(
                f"the fork server of {solver} did not start ({error}). Is the modeller installed? {words}"
            ) from error

    def _read(self, patience_seconds: float) -> dict[str, Any]:
        """Read an answer.

        Raises:
            OSError: none came in time, or the server is gone.
        """
        assert self._process.stdout is not None
        reader = self._process.stdout.fileno()
        until = time.monotonic() + patience_seconds
        poll = select.poll()
        poll.register(reader, select.POLLIN | select.POLLHUP)
        if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
            raise TimeoutError(f"no answer within {patience_seconds:.0f} s")
        frame = read_frame(reader)
        if frame is None:
            raise ConnectionResetError("the server is gone")
        return frame

    def _last_words(self) -> str:
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - 2_000))
        return self._errors.read().decode("utf-8", "replace").strip()


def _command(solver: SolverName, isolation: Isolation, folder: str) -> list[str]:
    options = ["--solver", solver.value, "--scratch", folder]
    if isolation.own_user:
        options += ["--user", str(next_user())]
    if isolation.seal:
        kept = {sys.prefix, sys.base_prefix, str(RUNNER.parent), *(licence.path for licence in licences())}
        options += ["--seal", *(word for path in sorted(kept) for word in ("--keep", path))]
    return [sys.executable, "-B", "-s", str(RUNNER), *options]


def _environment(folder: str) -> dict[str, str]:
    """Make the whole environment of a server: nothing of ours that could be a secret."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    passed |= {licence.variable: licence.path for licence in licences()}
    fixed = {"HOME": folder, "PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1"}
    return {"PATH": os.defpath, "LANG": "C.UTF-8", **passed, **fixed, "OMP_NUM_THREADS": "1"}
