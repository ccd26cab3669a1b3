"""Every image really solves, locked up as programs are; one that does not says why."""
# pyright: basic
# Reason: docker ships no types.

import docker
import pytest

from schemas.solve import Limits, SolverName
from solver_images.runner.families import FAMILIES
from tasks.sandbox.errors import ImageError
from tasks.sandbox.image_check import check_image
from tasks.sandbox.one_shot import run_once
from tasks.sandbox.probes import PROBES


@pytest.mark.parametrize("solver", [SolverName(name) for name in FAMILIES])
def test_every_image_solves_a_model_of_known_optimum(containers: docker.DockerClient, image_of, solver: SolverName):
    check = check_image(containers, image_of(solver))
    assert check.passed, check.error
    assert check.solver_version


def test_every_solver_has_a_probe():
    assert set(PROBES) == set(SolverName)


def test_a_solve_says_that_a_container_gave_it_and_of_which_image(containers: docker.DockerClient, image_of):
    image = image_of(SolverName.highs)
    solve = run_once(containers, image, PROBES[SolverName.highs])
    assert (solve.door, solve.image, solve.objective) == ("container", image.id, 3)


def test_a_program_that_hangs_ends_at_its_limit(containers: docker.DockerClient, image_of):
    solve = run_once(containers, image_of(SolverName.highs), "while True: pass\n", Limits(wall_seconds=1))
    assert solve.status == "time_limit"


def test_nothing_is_left_of_a_container(containers: docker.DockerClient, image_of):
    run_once(containers, image_of(SolverName.highs), "")
    mine = {"label": "optmill.one_shot", "ancestor": image_of(SolverName.highs).id, "status": "exited"}
    assert not containers.containers.list(all=True, filters=mine)


def test_an_image_that_is_gone_is_named(containers: docker.DockerClient, image_of):
    gone = image_of(SolverName.highs).model_copy(update={"id": f"sha256:{'0' * 64}"})
    with pytest.raises(ImageError, match=rf"a container of {gone.tag} can't be run: No such image"):
        run_once(containers, gone, "")
