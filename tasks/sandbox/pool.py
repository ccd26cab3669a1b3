"""The pool behind a door: warm fork servers, one program at a time on each, never more at work than there are slots.

A server that dies with a program in hand is replaced and the program runs again. Deaths for which the program may be
to blame are counted, and the third is the program's own doing; a container that was killed from outside or lost with
its engine is nobody's fault, and the program simply runs elsewhere.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from schemas.frozen import Frozen
from schemas.solve import Limits, SolverName
from tasks.sandbox.errors import SandboxError, ServerLost
from tasks.turns import Turns

Answer = dict[str, Any]

ATTEMPTS = 3
"""How often a program is run when its server dies of it."""
ACCIDENTS = 30
"""How often it is run when its server is lost through no fault of its own."""
PATIENCE_SECONDS = 120.0
"""How long a program waits for a server while none can be started: an engine may be restarting, its disk full."""
RETRY_SECONDS = 0.5
START_SECONDS = 60.0
"""A modeller's import takes seconds on a cold disk."""
GRACE_SECONDS = 15.0
"""What a server may take beyond the wall limit of its program: killing, wiping, counting."""
CLOSED = "this door is closed; open another one"


class ServerDied(Exception):
    """A server went away with a job in hand."""

    def __init__(self, words: str, by_accident: bool = False) -> None:
        """Say how; `by_accident` when the program cannot be to blame."""
        super().__init__(words)
        self.by_accident = by_accident


class EndedItsServers(Exception):
    """A program ended every server that ran it: that is what the program does."""


class Place(Frozen):
    """What a server must be to run a program: servers of the same place are interchangeable."""

    solver: SolverName
    memory_mib: int = 0
    processes: int = 0
    threads: int = 0

    @classmethod
    def of(cls, solver: SolverName, limits: Limits) -> "Place":
        """The place for a program under these limits."""
        return cls(solver=solver, memory_mib=limits.memory_mib, processes=limits.processes, threads=limits.threads)


class Server(Protocol):
    """A fork server of one solver family, wherever it lives."""

    guards: tuple[str, ...]
    """The guards that hold in it, for `Solve.isolation`."""
    version: str
    """Of the solver."""
    door: str
    """Where it lives: `local` or `container`."""
    image: str
    """Digest of its image; empty on this machine."""

    def ask(self, job: Answer) -> Answer:
        """Have one job done; raises `ServerDied`."""
        ...

    def is_fit(self) -> bool:
        """Whether it may take another job."""
        ...

    def close(self) -> None:
        """End it and all it holds; safe to call twice."""
        ...


class Launcher(Protocol):
    """Starts servers behind one door."""

    def start(self, place: Place) -> Server:
        """Start a server; raises `SandboxError`, or `ServerLost` where another try may do."""
        ...

    def close(self) -> None:
        """Give back what it holds beside its servers."""
        ...


class Pool:
    """Servers that are started when they are needed and kept warm, for any number of threads."""

    def __init__(self, launch: Callable[[Place], Server], slots: int) -> None:
        """Start with no server.

        Args:
            launch: starts a server, as `Launcher.start`.
            slots: programs that run at the same time.
        """
        self._launch = launch
        self._slots = slots
        self._turns = Turns(slots)
        self._lock = threading.Lock()
        self._idle: list[tuple[Place, Server]] = []
        """Least recently used first."""
        self._closed = False

    def run(self, place: Place, job: Answer) -> tuple[Answer, Server]:
        """Have a job done, again where its server dies.

        Raises:
            EndedItsServers: the job ends every server.
            SandboxError: no server can be had.
        """
        deaths, accidents = 0, 0
        with self._turns:
            while True:
                try:
                    return self._once(place, job)
                except ServerDied as death:
                    deaths, accidents = deaths + (not death.by_accident), accidents + death.by_accident
                    if deaths == ATTEMPTS:
                        raise EndedItsServers(f"ended its fork server {ATTEMPTS} times: {death}") from death
                    if accidents == ACCIDENTS:
                        raise SandboxError(f"lost {ACCIDENTS} servers in a row with one program: {death}") from death

    def close(self) -> None:
        """End all idle servers; those at work end with their program."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        _close_all([server for _, server in idle])

    def _once(self, place: Place, job: Answer) -> tuple[Answer, Server]:
        server, kept = self._take(place), False
        try:
            answer = server.ask(job)
            kept = answer["clean"] and server.is_fit() and self._keep(place, server)
            return answer, server
        finally:
            if not kept:
                server.close()

    def _take(self, place: Place) -> Server:
        """Give a warm server of this place, or a new one."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            if (server := self._warm(place)) is not None:
                return server
            try:
                return self._launch(place)
            except ServerLost:
                if time.monotonic() > until:
                    raise
            time.sleep(RETRY_SECONDS)

    def _warm(self, place: Place) -> Server | None:
        """Take the idle server that was used last: its pages are still in the processor's caches."""
        with self._lock:
            if self._closed:
                raise SandboxError(CLOSED)
            found = next((pair for pair in reversed(self._idle) if pair[0] == place), None)
            if found is None:
                return None
            self._idle.remove(found)
            return found[1]

    def _keep(self, place: Place, server: Server) -> bool:
        """Keep a server warm; with more than twice as many as slots, the one unused for longest goes."""
        with self._lock:
            if self._closed:
                return False
            self._idle.append((place, server))
            old = self._idle.pop(0)[1] if len(self._idle) > 2 * self._slots else None
        if old is not None:
            old.close()
        return True


def _close_all(servers: list[Server]) -> None:
    """End servers side by side: each waits for its own."""
    threads = [threading.Thread(target=_close_quietly, args=(server,)) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _close_quietly(server: Server) -> None:
    with suppress(SandboxError, OSError):
        server.close()
