"""`optmill images`: what it says with an engine and without one."""

import json
from collections.abc import Callable

import pytest

from schemas.image import Image
from schemas.solve import SolverName
from tests.conftest import Optmill

NOWHERE = "tcp://127.0.0.1:9"


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", NOWHERE)


@pytest.mark.parametrize("command", ["build", "list", "check"])
@pytest.mark.usefixtures("no_engine")
def test_a_missing_engine_is_one_message_with_its_remedy(optmill: Optmill, command: str):
    finished = optmill("images", command)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert f"no container engine answers at {NOWHERE}" in finished.stderr and "install" in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.usefixtures("no_engine")
def test_a_build_that_needs_no_engine_says_one_line_and_is_content(optmill: Optmill):
    finished = optmill("images", "build", "copt", "--if-engine", "--json")
    assert (finished.returncode, json.loads(finished.stdout)) == (0, [])
    assert finished.stderr == "no container engine answers: programs run through the local door\n"


def test_a_solver_that_does_not_exist_is_refused(optmill: Optmill):
    finished = optmill("images", "build", "cplex")
    assert finished.returncode == 2 and "cplex" in finished.stderr


def test_every_solver_has_a_row(optmill: Optmill, image_of: Callable[[SolverName], Image]):
    image_of(SolverName.highs)
    rows = {row["solver"]: row for row in json.loads(optmill("images", "list", "--json").stdout)}
    assert list(rows) == [solver.value for solver in SolverName]
    assert rows["highs"]["state"] == "current"
    assert {row["state"] for row in rows.values()} <= {"current", "outdated", "missing"}


def test_what_is_current_is_not_built_again(optmill: Optmill, image_of: Callable[[SolverName], Image]):
    image = image_of(SolverName.highs)
    finished = optmill("images", "build", "highs", "--json")
    assert finished.stderr == "highs: current\n"
    assert json.loads(finished.stdout)[0]["id"] == image.id


def test_a_check_tells_each_image_by_its_exit_code(optmill: Optmill, image_of: Callable[[SolverName], Image]):
    image_of(SolverName.highs)
    finished = optmill("images", "check", "highs", "--json")
    assert (finished.returncode, [check["passed"] for check in json.loads(finished.stdout)]) == (0, [True])
