"""The doctor tries everything and says what is missing with its remedy, never with an exception."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import NamedTuple

import pytest

import tasks.doctor
from schemas.image import ImageState
from schemas.solve import SolverName
from tasks.doctor import (
    NEEDED,
    Finding,
    containers,
    examine,
    images,
    prefect,
    solvers,
    temporary_space,
    training,
    tried,
)
from tasks.sandbox.door import SandboxError
from tasks.sandbox.probes import PROBES


class Usage(NamedTuple):
    """As `shutil.disk_usage` tells it."""

    total: int
    used: int
    free: int


@pytest.fixture(scope="module")
def findings() -> dict[str, Finding]:
    return {finding.what: finding for finding in examine()}


def test_all_that_a_run_needs_is_here(findings: dict[str, Finding]):
    assert not [finding for finding in findings.values() if finding.needed and not finding.good]
    assert {f"solver {solver.value}" for solver in NEEDED} <= findings.keys()


def test_what_is_not_good_has_a_remedy(findings: dict[str, Finding]):
    assert all(finding.remedy for finding in findings.values() if not finding.good)
    assert all(finding.found for finding in findings.values())


def test_only_what_is_needed_is_called_missing():
    needed, spare = (Finding(what="x", good=False, found="", remedy="y", needed=n) for n in (True, False))
    assert (needed.cells()["state"], spare.cells()["state"]) == ("missing", "optional")
    good = Finding(what="x", good=True, found="1", remedy="y")
    assert (good.cells()["state"], good.cells()["remedy"]) == ("ok", "")


def test_a_solver_that_gives_a_wrong_optimum_is_not_good(monkeypatch: pytest.MonkeyPatch):
    wrong = {solver: source.replace("3", "2") for solver, source in PROBES.items()}
    monkeypatch.setattr(tasks.doctor, "PROBES", wrong)
    assert not [finding for finding in solvers() if finding.good]


def test_a_solver_that_is_not_installed_is_named_with_the_command_that_installs_it():
    def look() -> str:
        raise SandboxError("the fork server of copt did not start")

    finding = tried("solver copt", look, "copt")
    assert not finding.good and finding.needed
    assert "did not start" in finding.found and "coptpy" in finding.remedy


def test_a_full_disk_is_found(monkeypatch: pytest.MonkeyPatch):
    def full(folder: str) -> Usage:
        return Usage(total=2**30, used=2**30, free=0)

    monkeypatch.setattr(tasks.doctor.shutil, "disk_usage", full)
    assert not temporary_space().good


def test_a_fastapi_that_prefect_does_not_start_with_is_found(monkeypatch: pytest.MonkeyPatch):
    def too_new(package: str) -> str:
        return "0.151.0"

    monkeypatch.setattr(tasks.doctor, "version", too_new)
    assert not prefect().good and "fastapi<0.151" in prefect().remedy


def test_packages_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch):
    def missing(package: str) -> str:
        raise PackageNotFoundError(package)

    monkeypatch.setattr(tasks.doctor, "version", missing)
    assert "torch" in training().found and not training().needed
    assert not prefect().good


def test_an_engine_that_does_not_answer_is_named_and_not_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/docker.sock")
    (tmp_path / "docker.sock").touch()
    (finding,) = containers()
    assert not finding.good and not finding.needed
    assert f"{tmp_path}/docker.sock" in finding.found and "DOCKER_HOST" in finding.remedy


def test_images_that_are_not_current_are_told_with_the_command_that_builds_them():
    finding = images({SolverName.copt: ImageState.current, SolverName.scip: ImageState.missing})
    assert (finding.good, finding.found) == (False, "current: copt; missing: scip")
    assert finding.remedy == "optmill images build"
    assert images({SolverName.copt: ImageState.current}).good
