"""Removes containers that nobody holds any more: nothing of ours is left behind on an engine."""
# pyright: basic
# Reason: docker ships no types.

import socket
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from docker import DockerClient
from docker.errors import APIError

from tasks.sandbox.hardening import DOOR, OWNER, ROLE, SOLVER, owner, start_of

FORGOTTEN = timedelta(minutes=10)
"""Age from which a container that does not run is nobody's, whatever machine started it."""


def reap(client: DockerClient, door: str, held: Collection[str]) -> int:
    """Remove the solver containers of processes that are gone, and those of a door that it does not hold.

    Args:
        client: the engine.
        door: one of this process's.
        held: ids of the containers that it works with.

    Returns:
        How many were removed.
    """
    listed: list[dict[str, Any]] = client.api.containers(all=True, filters={"label": f"{ROLE}={SOLVER}"})
    left = [found for found in listed if found["Id"] not in held and is_left(found, door)]
    for found in left:
        # Two processes may sweep at once, and a container may go by itself.
        with suppress(APIError):
            client.api.remove_container(found["Id"], force=True)
    return len(left)


def is_left(found: dict[str, Any], door: str) -> bool:
    """Whether a listed container has lost its owner, or is one that its door does not hold."""
    theirs = found["Labels"].get(OWNER, "")
    if theirs == owner():
        return found["Labels"].get(DOOR) == door
    host, _, process = theirs.partition("/")
    if host == socket.gethostname():
        pid, _, start = process.partition("/")
        return not pid.isdigit() or start_of(int(pid)) != start
    age = datetime.now(UTC) - datetime.fromtimestamp(found["Created"], UTC)
    return found["State"] != "running" and age > FORGOTTEN


def clean_up(client: DockerClient, container: str) -> None:
    """Remove one container, whether it is still there or not."""
    with suppress(APIError, OSError):
        client.api.remove_container(container, force=True)
