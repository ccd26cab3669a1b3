"""Who may write to a round: the process that holds it, and workers in other processes for as long as it does.

The holder keeps a lock on the file `lock`, which names its process and its flow run; the lock ends with the process,
however that ends. A worker writes under a shared lock on the file `fence`, and only while the run that it works for is
the one that is named, and its process lives. Who takes a round over names itself under an exclusive lock on the fence:
from then on no late worker of an earlier run writes a line, and all that it wrote before is there to be read.
"""

import fcntl
import os
import socket
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from schemas.holder import Holder
from tasks.ledger import LedgerError, open_to_append

MOST_BYTES = 4_096


class RoundLost(LedgerError):
    """A worker's flow run holds the round no more: it has ended, or another one goes on with the round."""


class Tenure:
    """The right to write to the round of a folder."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing is held yet."""
        self.lock, self.fence = folder / "lock", folder / "fence"
        self.descriptor: int | None = None

    def take(self, holder: Holder) -> None:
        """Hold the round for this process until `release`, or, held already, name another run of it.

        Raises:
            LedgerError: another process (or another holder in this one) has it.
        """
        with locked(self.fence, fcntl.LOCK_EX):
            if self.descriptor is None:
                self.descriptor = held(self.lock)
            os.ftruncate(self.descriptor, 0)
            os.pwrite(self.descriptor, f"{holder.model_dump_json()}\n".encode(), 0)

    def release(self) -> None:
        """Let the round go."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def holder(self) -> Holder | None:
        """Who holds the round, or held it last; None: nobody ever did."""
        return read_holder(self.lock)

    def admit(self, run: str) -> None:
        """Let a worker of this machine, in its present folder, begin to work for a run.

        Raises:
            RoundLost: the run does not hold the round, or no longer.
            LedgerError: the spec's relative paths would mean other files here than to the holder.
        """
        with self.writing(run):
            holder = self.holder()
        if holder and holder.folder != str(Path.cwd()):
            raise LedgerError(
                f"{self.lock.parent}: a worker on {socket.gethostname()} runs in {Path.cwd()}, and the round in "
                f"{holder.folder}: start the workers in that folder"
            )

    @contextmanager
    def writing(self, run: str, orphaned: bool = False) -> Generator[None]:
        """Let a worker write for a run; nobody takes the round over meanwhile.

        Args:
            run: the run that it works for.
            orphaned: whether it may write although the run's process has ended, while nobody has taken over.

        Raises:
            RoundLost: it may not.
        """
        with locked(self.fence, fcntl.LOCK_SH):
            self.refuse_stranger(run, orphaned)
            yield

    def refuse_stranger(self, run: str, orphaned: bool) -> None:
        """Raise RoundLost where the round is not, or no longer, that of a run; the fence must be locked."""
        holder = self.holder()
        if holder is None or holder.run != run:
            whose = f"is held by process {holder.process} on {holder.host}" if holder else "is held by nobody"
            raise RoundLost(f"{self.lock.parent} {whose}, and not by the run {run} that this worker worked for")
        if not orphaned and not is_held(self.lock):
            raise RoundLost(
                f"{self.lock.parent}: process {holder.process} on {holder.host}, which this worker worked for, has "
                "ended; run the same command again to go on"
            )


@contextmanager
def locked(path: Path, how: int) -> Generator[None]:
    """Lock a file that is made when it is missing; waits for those who have it locked otherwise."""
    descriptor = open_to_append(path)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def held(path: Path) -> int:
    """Lock a round's lock file and return it open, or say who has it."""
    descriptor = open_to_append(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        holder = read_holder(path)
        who = f"process {holder.process} on {holder.host}" if holder else "another process"
        raise LedgerError(f"{path}: {who} is writing this round; wait until it has finished, or end it") from None
    return descriptor


def is_held(path: Path) -> bool:
    """Whether a living process has a lock file locked; looks by locking it for a moment, so the fence must be."""
    descriptor = open_to_append(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def read_holder(path: Path) -> Holder | None:
    """What a lock file says; None where it says nothing yet."""
    try:
        return Holder.model_validate_json(path.read_bytes()[:MOST_BYTES])
    except (FileNotFoundError, ValidationError):
        return None
