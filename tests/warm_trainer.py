"""A trainer's interpreter that is warm, for tests that train often: what `OPTMILL_TRAINER` may name.

A server has imported what trainers import. The stand-in, a script, hands it its arguments, environment and streams,
and a fork of the server does what the interpreter would have done, real training and all; only the launch is left out,
so that it is one process on the processor. Whoever ends the stand-in ends the fork.
"""
# pyright: basic
# Reason: torch has few types.

import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.mill import ROOT

STREAMS = 3
LONGEST = 2**20
"""Bytes of arguments and environment."""
PAUSE_SECONDS = 0.02
"""Between two looks at whether a fork has ended."""
IMPORTED = (
    "tasks.trainer.__main__",
    "tasks.trainer.training",
    "tasks.trainer.reinforcing",
    "tasks.trainer.answering.generating",
)
SCRIPT = """#!{python} -SE
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
server.connect({address!r})
told = json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()]).encode()
socket.send_fds(server, [told], [0, 1, 2])
sys.exit(int(server.recv(16) or b"1"))
"""


@contextmanager
def warm_trainer(folder: Path) -> Generator[Path]:
    """The stand-in, for as long as the block runs; it answers once the server has imported everything.

    Args:
        folder: for the script and the socket; its path must be short, as those of sockets are.
    """
    address, script = folder / "warm", folder / "python"
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind(str(address))
        listening.listen()
        command = [sys.executable, "-m", "tests.warm_trainer", str(listening.fileno())]
        server = subprocess.Popen(command, cwd=ROOT, pass_fds=[listening.fileno()])
        script.write_text(SCRIPT.format(python=sys.executable, address=str(address)))
        script.chmod(0o700)
        try:
            yield script
        finally:
            server.kill()
            server.wait()


def serve(listening: socket.socket) -> None:
    """Fork for every stand-in."""
    import torch

    for name in IMPORTED:
        __import__(name)
    torch.set_num_threads(1)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        asking, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            supervise(asking)
        asking.close()


def supervise(asking: socket.socket) -> None:
    """Do what one stand-in asks in a further process, and tell its end; end it where the stand-in ends before."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    told, streams, _, _ = socket.recv_fds(asking, LONGEST, STREAMS)
    worker = os.fork()
    if worker == 0:
        asking.close()
        arguments, environment, place = json.loads(told)
        work(arguments, Path(place), environment, streams)
    for stream in (*streams, *range(STREAMS)):
        os.close(stream)
    while (ended := os.waitpid(worker, os.WNOHANG)) == (0, 0):
        if select.select([asking], [], [], PAUSE_SECONDS)[0]:
            os.kill(worker, signal.SIGKILL)
    with suppress(OSError):
        asking.send(str(os.waitstatus_to_exitcode(ended[1])).encode())
    os._exit(0)


def work(arguments: list[str], place: Path, environment: dict[str, str], streams: list[int]) -> None:
    """Be the interpreter: run the last module that is named, which a launch would have started."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(place)
    at = len(arguments) - 1 - arguments[::-1].index("-m")
    sys.argv = arguments[at + 1 :]
    code = ended(arguments[at + 1])
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def ended(module: str) -> int:
    """The exit code of a module that runs as the main one."""
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
