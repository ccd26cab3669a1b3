"""Trying an image out: a tiny model of known optimum, solved in it through the runner, locked up as programs are."""
# pyright: basic
# Reason: docker ships no types.

import time

import docker

from schemas.image import Image, ImageCheck
from schemas.solve import SolverName
from tasks.sandbox.errors import ImageError
from tasks.sandbox.images import find_image, image_tag
from tasks.sandbox.one_shot import run_once
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
        solve = run_once(client, image, PROBES[image.solver])
    except ImageError as error:
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
