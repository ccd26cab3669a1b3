"""Trying an image out: a tiny model of known optimum, solved in it through the runner, locked up as programs are."""
# pyright: basic
# Reason: docker ships no types.

import time

import docker
from docker.errors import DockerException

from schemas.image import Image, ImageCheck
from schemas.solve import Limits, Solve, SolverName
from tasks.sandbox.container_server import ContainerServer
from tasks.sandbox.errors import SandboxError
from tasks.sandbox.hardening import creation
from tasks.sandbox.images import find_image, image_tag
from tasks.sandbox.outcome import read_outcome
from tasks.sandbox.pool import Place, ServerDied
from tasks.sandbox.probes import PROBES, trouble


def check_solver(client: docker.DockerClient, solver: SolverName) -> ImageCheck:
    """Check the image of a solver, current or not; a missing one has failed.

    Raises:
        ImageError: the engine does not answer.
    """
    image = find_image(client, solver)
    if image is None:
        remedy = f"run `optmill images build {solver.value}`"
        return ImageCheck(solver=solver, tag=image_tag(solver), passed=False, error=f"missing: {remedy}")
    return check_image(client, image)


def check_image(client: docker.DockerClient, image: Image) -> ImageCheck:
    """Solve the solver's probe in an image."""
    began = time.monotonic()
    try:
        solve = solve_probe(client, image)
    except (SandboxError, ServerDied, DockerException) as error:
        return ImageCheck(solver=image.solver, tag=image.tag, passed=False, error=str(error))
    wrong = trouble(solve)
    return ImageCheck(
        solver=image.solver,
        tag=image.tag,
        passed=not wrong,
        solver_version=solve.solver_version,
        seconds=round(time.monotonic() - began, 2),
        guards=solve.isolation,
        error=wrong,
    )


def solve_probe(client: docker.DockerClient, image: Image) -> Solve:
    """Run the solver's probe in a container of this very image, current or not.

    Raises:
        SandboxError: the container does not start.
        ServerDied: its fork server does not answer.
        DockerException: the engine does not create it.
    """
    limits = Limits()
    container = client.containers.create(**creation(image.id, Place.of(image.solver, limits)))
    server = ContainerServer(client, container, lambda _: True)
    try:
        answer = server.ask({"kind": "program", "source": PROBES[image.solver], "limits": limits.model_dump()})
    finally:
        server.close()
    held = {"isolation": server.guards, "solver_version": server.version}
    return read_outcome(answer, image.solver, limits).model_copy(update=held)
