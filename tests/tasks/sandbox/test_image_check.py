"""Every image really solves, locked up as programs are; one that does not says why."""
# pyright: basic
# Reason: docker ships no types.

import docker
import pytest

import tasks.sandbox.image_check
from schemas.solve import SolverName
from tasks.sandbox.image_check import check_solver
from tasks.sandbox.probes import PROBES


@pytest.mark.parametrize("solver", SolverName)
def test_every_image_solves_a_model_of_known_optimum(containers: docker.DockerClient, image_of, solver: SolverName):
    image_of(solver)
    check = check_solver(containers, solver)
    assert check.passed, check.error
    assert check.solver_version


def test_every_solver_has_a_probe():
    assert set(PROBES) == set(SolverName)


@pytest.mark.parametrize("state", ["missing", "outdated"])
def test_an_image_that_is_not_current_has_failed_and_says_the_remedy(
    containers: docker.DockerClient, image_of, monkeypatch: pytest.MonkeyPatch, state: str
):
    older = image_of(SolverName.highs).model_copy(update={"current": False})
    found = None if state == "missing" else older
    monkeypatch.setattr(tasks.sandbox.image_check, "find_image", lambda *_: found)
    check = check_solver(containers, SolverName.highs)
    assert not check.passed and check.error == f"{state}: run `optmill images build highs`"
