"""The warm fork server: jobs come in on stdin, answers leave on stdout, each job in a forked child of its own.

It has loaded one solver family, so a job costs a fork and not an interpreter. One job runs at a time; what a program
leaves behind is killed and wiped before the next. It ends when stdin does. Started as a script, by any Python that
has the modeller: it must not need this project.
"""

import argparse
import fcntl
import gc
import importlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

if not __package__:
    # Run as a script (PEP 366): the folder becomes a package, whatever it is called and wherever it lies.
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    __package__ = Path(__file__).resolve().parent.name
    importlib.import_module(__package__)

from . import child, families, kernel, namespaces, scratch, seeds, syscalls
from .frames import LARGEST, Message, pack, read_frame, write_frame, write_packed
from .mps import mps_statistics
from .processes import address_space_mib, end_stragglers
from .seal import SHARED, seal
from .watch import Abandoned, Watch

PIPE_BYTES = 1 << 20
"""What a pipe from a program holds."""
GROWTH_MIB = 64
"""By how much the address space of a server may grow while it reads what programs tell."""
NOTHING_TOLD = {"start": None, "end": None, "failure": None, "inside": False, "statistics": None}
LARGEST_COUNTED = 16 * 2**20
"""Bytes of the largest MPS text that is counted: about two seconds."""


class Server:
    """One slot: it runs one job after another."""

    def __init__(self, options: argparse.Namespace, door: tuple[int, int]) -> None:
        """Serve the door at these descriptors (jobs, answers)."""
        self.jobs, self.answers = door
        self.scratch = options.scratch
        self.folder = os.path.join(options.scratch, "work")
        self.place = child.Place(self.folder, options.user)
        self.shared = SHARED if options.seal else None

    def load(self, solver: str) -> str:
        """Load a solver family, in the folder that programs will see: libraries remember where temporary files go.

        Returns:
            The version of solver or modeller.
        """
        os.environ.update(HOME=self.folder, TMPDIR=self.folder)
        seeds.import_random()
        scratch.make(self.folder)
        os.chdir(self.folder)
        capture = families.load(solver)
        os.chdir("/")
        scratch.wipe(self.folder)
        del sys.path[0]
        # Children share the server's pages as long as nobody writes to them, which a collection would.
        seeds.seed()
        gc.collect()
        gc.freeze()
        self.most_mib = address_space_mib() + GROWTH_MIB
        return capture.VERSION

    def serve(self) -> None:
        """Answer jobs until the door is gone, or a program has left something that cannot be removed.

        A child inherits the server's address space, which its limit counts: a record that has blown it up is dirt.
        """
        while (job := read_frame(self.jobs)) is not None:
            with kernel.acting_as(self.place.user):
                scratch.make(self.folder)
            answer = self._run(job)
            clean = end_stragglers() and self._wiped() and address_space_mib() < self.most_mib
            write_packed(self.answers, _fitting(answer | {"clean": clean}))
            if not clean:
                return

    def _run(self, job: Message) -> Message:
        pipes = [_large_pipe() for _ in range(3)]
        ends = child.Ends(*(writer for _, writer in pipes))
        pid = os.fork()
        if pid == 0:
            child.run_child(job, ends, self.place, _work(job["kind"]))
        watch = Watch(pid, job["limits"])
        for _, writer in pipes:
            os.close(writer)
        readers = pipes[0][0], pipes[1][0], pipes[2][0]
        answer = watch.until_dead(readers, self.jobs)
        for reader in readers:
            os.close(reader)
        return _with_statistics(answer)

    def _wiped(self) -> bool:
        """Remove all that a program may have left: whatever lies in the scratch folder is its user's."""
        try:
            with kernel.acting_as(self.place.user):
                scratch.empty(self.scratch)
                if self.shared is not None:
                    scratch.empty(self.shared)
        except OSError:
            return False
        return True


def main() -> None:
    """Prepare, say hello, serve."""
    options = _options()
    door = _take_door()
    kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if options.seal:
        seal(options.scratch, options.keep)
    server = Server(options, door)
    version = server.load(options.solver)
    syscalls.refuse_calls()
    write_frame(door[1], {"ready": True, "version": version, "guards": namespaces.guards(options)})
    try:
        server.serve()
    except Abandoned as reason:
        end_stragglers()
        sys.exit(str(reason))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--solver", required=True, choices=sorted(families.FAMILIES))
    parser.add_argument("--scratch", required=True, help="existing folder that the server may fill")
    parser.add_argument("--user", type=int, help="user id for programs; needs the power to change it")
    parser.add_argument("--seal", action="store_true", help="make the files read-only; needs a mount namespace")
    parser.add_argument("--keep", action="append", default=[], help="path in a home that stays readable")
    return parser.parse_args()


def _large_pipe() -> tuple[int, int]:
    """Make a pipe whose reading end does not block, as large as the kernel lets us."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    with suppress(OSError):
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return reader, writer


def _take_door() -> tuple[int, int]:
    """Move the door to descriptors that no program inherits; what libraries print must not reach it."""
    jobs, answers = os.dup(0), os.dup(1)
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    return jobs, answers


def _work(kind: str) -> Callable[[str], None]:
    if kind == "program":
        return child.execute
    return importlib.import_module(".resolve", __package__).resolve


def _fitting(answer: Message) -> bytes:
    """Encode an answer; where a program has told more than a door reads, it has told nothing."""
    data = pack(answer)
    return data if len(data) <= LARGEST else pack(answer | NOTHING_TOLD)


def _with_statistics(answer: Message) -> Message:
    told: Message = (answer["start"] if answer["inside"] else answer["end"]) or {}
    mps = told.get("mps")
    if not isinstance(mps, str) or len(mps) > LARGEST_COUNTED:
        return answer | {"statistics": None}
    return answer | {"statistics": mps_statistics(mps)}


if __name__ == "__main__":
    main()
