"""One fork server in a container, as the container door holds it: start, ask, end."""
# pyright: basic
# Reason: docker ships no types.

import time
from collections.abc import Callable
from typing import Any

from docker import DockerClient
from docker.errors import DockerException
from docker.models.containers import Container
from requests.exceptions import RequestException

from tasks.sandbox.errors import ServerLost
from tasks.sandbox.pool import GRACE_SECONDS, START_SECONDS, Answer, ServerDied
from tasks.sandbox.reaper import clean_up
from tasks.sandbox.stream import Stream

PROGRAMS = 2_000
"""Programs after which a container is replaced."""
ENGINE_ERRORS = (DockerException, RequestException, OSError)


class ContainerServer:
    """A running container; it holds one slot."""

    door = "container"

    def __init__(self, client: DockerClient, container: Container, is_current: Callable[[str], bool]) -> None:
        """Start a created container and wait until its server has loaded its family.

        Args:
            client: the engine.
            container: created, with an open stdin.
            is_current: tells whether an image is still the one to use, by its id.

        Raises:
            ServerLost: the engine or the container failed; another try may do.
        """
        self._client, self._container, self._is_current = client, container, is_current
        self._programs, self.is_closed = 0, False
        self._began = int(time.time())
        self.image = str(container.attrs["Image"])
        try:
            self._stream = self._attach()
            container.start()
            hello = self._stream.read(START_SECONDS)
        except (*ENGINE_ERRORS, ValueError) as error:
            words = self._last_words()
            self.close()
            raise ServerLost(f"a container of {self.image[:19]} did not start: {error} {words}".strip()) from error
        self.guards: tuple[str, ...] = tuple(hello["guards"])
        self.version = str(hello["version"])

    @property
    def id(self) -> str:
        """Id of the container."""
        return str(self._container.id)

    def ask(self, job: Answer) -> Answer:
        """Have one job done.

        Raises:
            ServerDied: no answer; the container is gone, its engine is, or it was silent for too long.
        """
        self._programs += 1
        try:
            self._stream.write(job)
            return self._stream.read(job["limits"]["wall_seconds"] + GRACE_SECONDS)
        except (OSError, ValueError) as error:
            # Silence, and an answer that is none, are the server's own doing: nobody has touched it.
            own = isinstance(error, (TimeoutError, ValueError))
            raise ServerDied(f"{error} {self._last_words()}".strip(), not own and self._was_ended()) from error

    def is_fit(self) -> bool:
        """Whether it may take another job: it is not worn, and its image is still the one to use."""
        return self._programs < PROGRAMS and self._is_current(self.image)

    def close(self) -> None:
        """End the container and all in it."""
        if self.is_closed:
            return
        self.is_closed = True
        if hasattr(self, "_stream"):
            self._stream.close()
        clean_up(self._client, self.id)

    def _attach(self) -> Stream:
        """Attach before the start, so that its first words are not lost."""
        wanted = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
        self._attached: Any = self._client.api.attach_socket(self.id, params=wanted)
        # Over TLS it is the connection itself, else a reader around it.
        return Stream(getattr(self._attached, "_sock", self._attached))

    def _last_words(self) -> str:
        return self._stream.last_words() if hasattr(self, "_stream") else ""

    def _was_ended(self) -> bool:
        """Whether it was killed from outside or lost with its engine, and did not die of its program."""
        wanted = {"since": self._began, "until": int(time.time()) + 1, "filters": {"container": self.id}}
        try:
            actions = {event["Action"].partition(":")[0] for event in self._client.events(decode=True, **wanted)}
        except ENGINE_ERRORS:
            return True
        return "kill" in actions or "die" not in actions
