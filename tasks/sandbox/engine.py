"""The container engine: found where the user's own docker command would find it, and asked whether it answers."""
# pyright: basic
# Reason: docker ships no types.

import os
from collections.abc import Generator
from contextlib import contextmanager

import docker
from docker.context import ContextAPI
from docker.errors import DockerException
from docker.utils import kwargs_from_env
from requests.exceptions import RequestException

from tasks.sandbox.errors import EngineMissing, ImageError

PING_SECONDS = 5
CALL_SECONDS = 600
"""The longest that an engine may be silent in one call: a build on a slow disk."""
REMEDY = "install and start Docker, or set DOCKER_HOST; without an engine programs run through the local door"
NOT_ALLOWED = "this user may not speak to it: add the user to the group that owns the socket, or set DOCKER_HOST"


def engine() -> docker.DockerClient:
    """Connect to the engine of DOCKER_HOST, else of docker's current context, else of this machine.

    Raises:
        EngineMissing: none answers.
    """
    address = "of docker's configuration"
    try:
        address, connection = _connection()
        client = docker.DockerClient(**connection, timeout=PING_SECONDS, use_ssh_client=True)
        client.ping()
    except (DockerException, RequestException, OSError) as error:
        remedy = NOT_ALLOWED if isinstance(_root(error), PermissionError) else REMEDY
        raise EngineMissing(f"no container engine answers at {address} ({reason(error)}): {remedy}") from error
    client.api.timeout = CALL_SECONDS
    return client


def engine_name(client: docker.DockerClient) -> str:
    """Say which engine it is: `Docker 28.0 on x86_64 at unix:///…`."""
    told = client.version()
    return f"Docker {told.get('Version', '')} on {told.get('Arch', '')} at {client.api.base_url}"


@contextmanager
def engine_errors(what: str) -> Generator[None]:
    """Turn what the engine refuses into an `ImageError`.

    Args:
        what: failed, as the beginning of a message: `the image of copt can't be built`.
    """
    try:
        yield
    except (DockerException, RequestException) as error:
        raise ImageError(f"{what}: {reason(error)}") from error


def _connection() -> tuple[str, dict]:
    """Where the engine is, and how the client reaches it."""
    if os.environ.get("DOCKER_HOST"):
        return os.environ["DOCKER_HOST"], {**kwargs_from_env()}
    context = ContextAPI.get_context(os.environ.get("DOCKER_CONTEXT") or None)
    if context is None:
        raise DockerException("the current context of docker's configuration does not exist")
    address = context.Host or "unix:///var/run/docker.sock"
    return address, {"base_url": address, "tls": context.TLSConfig or False}


def reason(error: BaseException) -> str:
    """One line of what the engine said, or of why it could not be asked."""
    explanation = getattr(error, "explanation", None)
    if explanation is None and isinstance(error, DockerException) and error.__cause__:
        return reason(_root(error))
    return " ".join(str(explanation or error).split())[-500:]


def _root(error: BaseException) -> BaseException:
    """The first of the exceptions that led to this one: the system's own, under what libraries made of it."""
    while error.__context__ is not None:
        error = error.__context__
    return error
