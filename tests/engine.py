"""The container engine as tests meet it: asked once, and each image built once for all workers."""
# pyright: basic
# Reason: docker ships no types.

import fcntl
import tempfile
from pathlib import Path
from typing import Any

import docker
import pytest
from docker.models.containers import Container

from schemas.image import Image
from schemas.solve import SolverName
from tasks.sandbox.building.base import find_base
from tasks.sandbox.building.image import build_image
from tasks.sandbox.engine import engine
from tasks.sandbox.errors import EngineMissing
from tasks.sandbox.images import find_image

LOCK = Path(tempfile.gettempdir()) / "optmill-tests-images.lock"


def engine_or_skip() -> docker.DockerClient:
    """Connect, or skip the test with the reason."""
    try:
        return engine()
    except EngineMissing as error:
        pytest.skip(str(error))


def built_image(client: docker.DockerClient, solver: SolverName) -> Image:
    """Give the current image of a solver; the first worker that asks builds it, the others wait."""
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        image = find_image(client, solver)
        if image is None or not image.current:
            image = build_image(client, solver, find_base(client, "", print), print)
    return image


def containers_on(client: docker.DockerClient, *, running: bool = False, **filters: Any) -> list[Container]:
    """Containers that are there; one that goes while they are listed is not, nor one that is listed and nowhere else.

    Docker 20.10 lists a container as dead for ever where it was killed itself while it removed it.
    """
    return client.containers.list(all=not running, filters=filters, ignore_removed=True)
