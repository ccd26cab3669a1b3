"""An image is known by what it is built from."""

import re

import pytest

from schemas.solve import SolverName
from tasks.sandbox import image_source
from tasks.sandbox.image_source import requirements_file, runner_files, solver_package, source_hash

EVERY = pytest.mark.parametrize("solver", list(SolverName))


@EVERY
def test_every_package_is_pinned_to_one_version(solver: SolverName):
    pins = [line for line in requirements_file(solver).read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z-]+==[0-9.post]+", pin) for pin in pins), pins


@EVERY
def test_every_image_has_the_numpy_that_the_runner_loads(solver: SolverName):
    assert "numpy==" in requirements_file(solver).read_text()


def test_no_two_solvers_share_a_hash():
    assert len({source_hash(solver) for solver in SolverName}) == len(SolverName)


def test_a_change_of_the_runner_changes_every_hash(monkeypatch: pytest.MonkeyPatch):
    before = {solver: source_hash(solver) for solver in SolverName}
    monkeypatch.setattr(image_source, "runner_files", lambda: runner_files()[1:])
    assert not [solver for solver in SolverName if source_hash(solver) == before[solver]]


def test_the_package_of_a_solver_is_named_with_its_version():
    assert re.fullmatch(r"pyscipopt \d+\.\d+\.\d+", solver_package(SolverName.scip))
