"""The base image: the one that was named, the official one, or one made from Debian's packages."""
# pyright: basic
# Reason: docker ships no types.

import json
import os
from collections.abc import Callable

import docker
from docker.errors import DockerException, ImageNotFound

from schemas.image import Base
from tasks.sandbox.building.own_base import OWN, make_base, unable_to_make
from tasks.sandbox.engine import engine_errors, reason
from tasks.sandbox.errors import ImageError

OFFICIAL = "python:3.12-slim"
OLDEST_PYTHON = (3, 11)
VARIABLE = "OPTMILL_BASE_IMAGE"
PROBE = (
    "import json, os, platform, sys; print(json.dumps({"
    "'python': sys.version_info[:2], 'machine': platform.machine(), 'libc': os.confstr('CS_GNU_LIBC_VERSION')}))"
)
"""A C library without this name (musl) makes `confstr` fail."""

WANTED = "it needs a `python3` and glibc, as Debian, Ubuntu and python:3.12-slim have them"

Tell = Callable[[str], None]


def find_base(client: docker.DockerClient, wanted: str, tell: Tell) -> Base:
    """Find a base image, fetch it or make it, and look into it.

    Args:
        client: the engine.
        wanted: its name; empty: what `OPTMILL_BASE_IMAGE` says, else the official one, else one made here.
        tell: is told what takes long.

    Raises:
        ImageError: there is none, none can be had, or solvers' packages do not fit into it.
    """
    named = wanted or os.environ.get(VARIABLE, "")
    if named:
        if not _is_here(client, named):
            _pull(client, named, tell)
        return _examine(client, named)
    return _examine(client, _default(client, tell))


def _default(client: docker.DockerClient, tell: Tell) -> str:
    for name in (OFFICIAL, OWN):
        if _is_here(client, name):
            return name
    try:
        _pull(client, OFFICIAL, tell)
    except ImageError as error:
        obstacle = unable_to_make(client)
        if obstacle:
            raise ImageError(f"{error}; nor can a base be made from Debian's packages here: {obstacle}") from error
        make_base(client, tell)
        return OWN
    return OFFICIAL


def _is_here(client: docker.DockerClient, name: str) -> bool:
    with engine_errors(f"the engine can't say whether it has the base image {name}"):
        try:
            client.api.inspect_image(name)
        except ImageNotFound:
            return False
        return True


def _pull(client: docker.DockerClient, name: str, tell: Tell) -> None:
    tell(f"pulling the base image {name}")
    hint = f"the base image {name} is not on the engine and can't be pulled; load it, or name another (--base)"
    with engine_errors(hint):
        client.images.pull(name)


def _examine(client: docker.DockerClient, name: str) -> Base:
    """Run the base's own Python, which knows best what fits it.

    Raises:
        ImageError: no Python, too old a one, or another C library than the solvers' packages are made for.
    """
    facts = json.loads(_ask_python(client, name))
    version, (library, release) = tuple(facts["python"]), facts["libc"].split()
    if version < OLDEST_PYTHON or library != "glibc":
        found = f"Python {version[0]}.{version[1]} and {facts['libc']}"
        raise ImageError(f"the base image {name} has {found}: choose one with Python 3.11 or later and glibc (--base)")
    return Base(
        name=name,
        id=client.api.inspect_image(name)["Id"],
        python=f"{version[0]}.{version[1]}",
        machine=facts["machine"],
        glibc=int(release.split(".")[1]),
    )


def _ask_python(client: docker.DockerClient, name: str) -> str:
    """Run the probe; its container is gone afterwards, also where it does not even start."""
    container = None
    try:
        container = client.containers.create(name, entrypoint=["python3", "-c", PROBE], network_mode="none")
        container.start()
        code, told = container.wait()["StatusCode"], container.logs().decode("utf-8", "replace")
    except DockerException as error:
        raise ImageError(f"the base image {name} can't be used ({reason(error)}): {WANTED}") from error
    finally:
        if container is not None:
            container.remove(force=True)
    if code:
        raise ImageError(f"the base image {name} can't be used ({told.strip()[-500:]}): {WANTED}")
    return told
