"""Trying an image out: a tiny model of known optimum, solved in it through the container door."""
# pyright: basic
# Reason: docker ships no types.

import time

import docker

from schemas.image import ImageCheck
from schemas.solve import SolverName
from tasks.sandbox.container import ContainerDoor
from tasks.sandbox.errors import SandboxError
from tasks.sandbox.images import find_image, image_state, image_tag
from tasks.sandbox.probes import PROBES, trouble


def check_solver(client: docker.DockerClient, solver: SolverName) -> ImageCheck:
    """Check the image of a solver; one that is missing or outdated has failed.

    Raises:
        ImageError: the engine does not answer.
    """
    image = find_image(client, solver)
    if image is None or not image.current:
        error = f"{image_state(image).value}: run `optmill images build {solver.value}`"
        return ImageCheck(solver=solver, tag=image.tag if image else image_tag(solver), passed=False, error=error)
    began = time.monotonic()
    try:
        with ContainerDoor(slots=1) as door:
            solve = door.run_program(PROBES[solver], solver)
    except SandboxError as error:
        return ImageCheck(solver=solver, tag=image.tag, passed=False, error=str(error))
    wrong = trouble(solve)
    return ImageCheck(
        solver=solver,
        tag=image.tag,
        passed=not wrong,
        solver_version=solve.solver_version,
        seconds=round(time.monotonic() - began, 2),
        guards=solve.isolation,
        error=wrong,
    )
