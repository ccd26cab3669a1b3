"""The container door: hardened containers, each with one warm fork server, one solver family and one slot.

What this guard covers:
- All that the local door covers, and on every machine that has an engine: no network at all, own process, IPC and
  mount namespaces, a read-only root, one writable folder in memory with bounded size and number of files, no device.
- The server has the power to change user and to end what that user left, and no other; a program has none, runs under
  a user id of its own container, and can gain nothing (no-new-privileges, a filter of system calls of our own:
  `solver_images/seccomp.json`).
- Memory, processes and processor time of the whole container are bounded by control groups, at once and for the whole
  family of processes, so that neighbours keep theirs.
- After every program its processes are ended and its folder wiped; a container with any sign of dirt is thrown away,
  as is one after 2,000 programs and one whose image was built anew.
- A killed container, a restarted engine, a full disk of the engine: the programs that were held run again elsewhere.
  What a killed process of ours leaves ends by itself, since its stdin ends; labels and a reaper do the rest.

What it does not cover:
- The kernel: it is shared with the host. An engine with another runtime (gVisor, Kata) is used just the same.
- Forging: what a program's own process tells about its solver can be faked there, see `verify.py`; and handing in
  another model with that model's true answer can't be told from here at all.
- Reading the image: solver, modeller, runner and the user's licences, which are mounted, are there for the program.
- Bandwidth of memory and caches: a program may make its neighbours slower, not wrong.
"""
# pyright: basic
# Reason: docker ships no types.

import itertools
import threading
import time

from docker import DockerClient
from docker.errors import ImageNotFound

from schemas.solve import SolverName
from tasks.sandbox.container_server import ENGINE_ERRORS, ContainerServer
from tasks.sandbox.engine import engine
from tasks.sandbox.errors import ImageError, SandboxError, ServerLost
from tasks.sandbox.hardening import creation
from tasks.sandbox.images import find_image
from tasks.sandbox.local import LocalLauncher
from tasks.sandbox.pool import Launcher, Place, Server
from tasks.sandbox.reaper import reap
from tasks.sandbox.running import Door

ENGINE_SECONDS = 60
"""How long the engine may be silent in one call."""
IMAGE_SECONDS = 5.0
"""How long an answer about an image holds."""
_serial = itertools.count()


class ContainerLauncher:
    """Starts containers on the engine that the environment names (`DOCKER_HOST`, else the local one)."""

    def __init__(self) -> None:
        """Ask for nothing yet."""
        self._client: DockerClient | None = None
        self._lock = threading.RLock()
        self._held: dict[str, ContainerServer | None] = {}
        """Containers of this door; None while they start."""
        self._images: dict[SolverName, tuple[float, str]] = {}
        self._in_trouble = False
        self._name = str(next(_serial))

    def start(self, place: Place) -> Server:
        """Start a container.

        Raises:
            SandboxError: no engine, or no image of this solver that fits this version; the message says the remedy.
            ServerLost: the engine does not answer any more, or cannot create a container now.
        """
        client = self._engine()
        image = self.image(place.solver)
        try:
            return self._start(client, image, place)
        except ImageNotFound:
            self._images.pop(place.solver, None)
            raise ServerLost(f"the image of {place.solver.value} was just replaced; a new container starts") from None
        except ENGINE_ERRORS as error:
            self._in_trouble = True
            raise ServerLost(f"the container engine cannot start a container: {error}") from error

    def image(self, solver: SolverName) -> str:
        """Id of the image to use.

        Raises:
            SandboxError: there is none that fits this version.
            ServerLost: the engine does not answer any more.
        """
        with self._lock:
            asked, known = self._images.get(solver, (0.0, ""))
            if time.monotonic() - asked < IMAGE_SECONDS:
                return known
        try:
            found = find_image(self._engine(), solver)
        except ImageError as error:
            raise ServerLost(str(error)) from error
        if found is None or not found.current:
            state = "is older than this version" if found else "is not there"
            raise SandboxError(f"the image of {solver.value} {state}: optmill images build {solver.value}")
        with self._lock:
            self._images[solver] = (time.monotonic(), found.id)
        return found.id

    def close(self) -> None:
        """Remove what containers are left, and hang up."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            self._sweep(client)
            client.close()

    def _engine(self) -> DockerClient:
        with self._lock:
            if self._client is None:
                self._client = engine()
                self._client.api.timeout = ENGINE_SECONDS
                self._sweep(self._client)
            if self._in_trouble:
                self._in_trouble = not self._sweep(self._client)
            return self._client

    def _sweep(self, client: DockerClient) -> bool:
        """Remove containers that nobody holds; False where the engine does not answer."""
        with self._lock:
            self._held = {key: held for key, held in self._held.items() if held is None or not held.is_closed}
            try:
                reap(client, self._name, set(self._held))
            except ENGINE_ERRORS:
                return False
            return True

    def _start(self, client: DockerClient, image: str, place: Place) -> ContainerServer:
        with self._lock:
            container = client.containers.create(**creation(image, place, self._name))
            self._held[str(container.id)] = None
        try:
            server = ContainerServer(client, container, lambda held: self._is_current(place.solver, held))
        except ServerLost:
            with self._lock:
                self._held.pop(str(container.id), None)
                self._in_trouble = True
            raise
        with self._lock:
            self._held[server.id] = server
        return server

    def _is_current(self, solver: SolverName, image: str) -> bool:
        """Whether an image is still the one to use; an engine that does not answer changes nothing."""
        try:
            return self.image(solver) == image
        except ServerLost:
            return True
        except SandboxError:
            return False


class AutoLauncher:
    """Starts containers where an engine answers and the solver's image is there, else servers on this machine."""

    def __init__(self) -> None:
        """Decide nothing yet."""
        self._containers, self._local = ContainerLauncher(), LocalLauncher()
        self._chosen: dict[SolverName, Launcher] = {}
        self._lock = threading.Lock()

    def start(self, place: Place) -> Server:
        """Start a server; where, is decided once a solver."""
        with self._lock:
            if place.solver not in self._chosen:
                self._chosen[place.solver] = self._choose(place.solver)
        return self._chosen[place.solver].start(place)

    def close(self) -> None:
        """Give back what the containers hold."""
        self._containers.close()

    def _choose(self, solver: SolverName) -> Launcher:
        try:
            self._containers.image(solver)
        except SandboxError:
            return self._local
        return self._containers


class ContainerDoor(Door):
    """Runs programs in containers, or not at all."""

    def __init__(self, slots: int | None = None) -> None:
        """Open the door; containers start when they are first needed.

        Args:
            slots: programs that run at the same time; the number of usable cores by default.
        """
        super().__init__(ContainerLauncher(), slots)


class AutoDoor(Door):
    """Runs programs in containers where it can, else on this machine; every solve says where."""

    def __init__(self, slots: int | None = None) -> None:
        """Open the door; servers start when they are first needed.

        Args:
            slots: programs that run at the same time; the number of usable cores by default.
        """
        super().__init__(AutoLauncher(), slots)
