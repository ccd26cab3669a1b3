"""Every image really solves, locked up as programs are; one that does not says why."""
# pyright: basic
# Reason: docker ships no types.

import docker
import pytest

from schemas.solve import SolverName
from solver_images.runner.families import FAMILIES
from tasks.sandbox.image_check import check_image
from tasks.sandbox.probes import PROBES


@pytest.mark.parametrize("solver", [SolverName(name) for name in FAMILIES])
def test_every_image_solves_a_model_of_known_optimum(containers: docker.DockerClient, image_of, solver: SolverName):
    check = check_image(containers, image_of(solver))
    assert check.passed, check.error
    assert check.solver_version


def test_every_solver_has_a_probe():
    assert set(PROBES) == set(SolverName)


def test_an_image_that_is_gone_has_failed_and_says_why(containers: docker.DockerClient, image_of):
    gone = image_of(SolverName.highs).model_copy(update={"id": f"sha256:{'0' * 64}"})
    check = check_image(containers, gone)
    assert not check.passed and "No such image" in check.error
