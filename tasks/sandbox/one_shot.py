"""One program in a container of its own, as locked up as can be: nobody's user, and no capability at all.

For trying an image out: the door runs many programs in containers that stay.
"""
# pyright: basic
# Reason: docker ships no types.

import json
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import docker
from docker.errors import DockerException
from docker.utils.socket import STDERR, frames_iter

from schemas.image import Image
from schemas.solve import Limits, Solve
from solver_images.runner.frames import HEADER, Message, pack
from tasks.sandbox.engine import engine_errors
from tasks.sandbox.errors import ImageError
from tasks.sandbox.hardening import SCRATCH, hardened
from tasks.sandbox.outcome import read_outcome

SPARE_SECONDS = 60.0
"""For a container to start and a modeller to be imported, on a cold disk."""
SPARE_MIB = 512
"""For the fork server beside its program, and for the files of both."""


def run_once(client: docker.DockerClient, image: Image, source: str, limits: Limits = Limits()) -> Solve:
    """Run one program in a new container of an image, which is gone afterwards.

    Raises:
        ImageError: the container does not start, or its fork server does not answer.
    """
    job = {"kind": "program", "source": source, "limits": limits.model_dump()}
    said = bytearray()
    with engine_errors(f"a container of {image.tag} can't be run"), _container(client, image, limits) as container:
        talk = container.attach_socket(params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1})
        with _killed_after(container, limits.wall_seconds + SPARE_SECONDS):
            container.start()
            answers = _messages(_stdout(frames_iter(talk, tty=False), said))
            hello = next(answers, None)
            getattr(talk, "_sock", talk).sendall(pack(job))
            answer = next(answers, None)
    if hello is None or answer is None:
        last = said.decode("utf-8", "replace").strip()[-2000:]
        raise ImageError(f"the fork server in {image.tag} ended without an answer: {last}")
    held = {"isolation": tuple(hello["guards"]), "solver_version": str(hello["version"])}
    where = {"door": "container", "image": image.id}
    return read_outcome(answer, image.solver, limits).model_copy(update=held | where)


@contextmanager
def _container(client: docker.DockerClient, image: Image, limits: Limits) -> Generator[Any]:
    container = client.containers.create(
        image.id,
        ["--scratch", SCRATCH],
        stdin_open=True,
        labels={"optmill.one_shot": image.solver.value},
        **hardened(limits.memory_mib + SPARE_MIB),
    )
    try:
        yield container
    finally:
        container.remove(force=True)


@contextmanager
def _killed_after(container: Any, seconds: float) -> Generator[None]:
    """Kill a container that stays silent: reading from it has no time limit of its own."""

    def kill() -> None:
        with suppress(DockerException):
            container.kill()

    timer = threading.Timer(seconds, kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _stdout(frames: Iterable[tuple[int, bytes]], said: bytearray) -> Iterator[bytes]:
    """Give what comes on stdout; what comes on stderr is kept as last words."""
    for stream, data in frames:
        if stream == STDERR:
            said += data
        else:
            yield data


def _messages(chunks: Iterable[bytes]) -> Iterator[Message]:
    buffer = bytearray()
    for chunk in chunks:
        buffer += chunk
        while len(buffer) >= HEADER.size:
            end = HEADER.size + HEADER.unpack_from(buffer)[0]
            if len(buffer) < end:
                break
            yield json.loads(buffer[HEADER.size : end])
            del buffer[:end]
