"""What all tests share: the command line, a lake that it evolved, a Prefect server, and a container engine."""

import fcntl
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import docker
import pytest

from flows.prefect_server import OwnServer
from flows.running import drain
from schemas.image import Image
from schemas.solve import SolverName
from tests.engine import built_image, engine_or_skip
from tests.mill import run

os.environ["OPTMILL_DOOR"] = "local"
"""Tests name the container door where they mean it: the others give the same on every machine."""

Optmill = Callable[..., subprocess.CompletedProcess[str]]

CAMPAIGN = ("campaign", "--rounds", "2", "--children", "24")
"""What evolves the session's lake; the same command elsewhere must give the same rows."""


@pytest.fixture(scope="session")
def standing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """A Prefect server as the command line starts one; whoever uses it saves half of a small round's time."""
    server = OwnServer(tmp_path_factory.mktemp("prefect"))
    try:
        server.wait()
        yield server
    finally:
        server.close()


@pytest.fixture(scope="session")
def optmill(tmp_path_factory: pytest.TempPathFactory, standing_server: OwnServer) -> Optmill:
    """Run `optmill` with some arguments, as a process of its own, against a server that stands."""
    home = tmp_path_factory.mktemp("prefect-home")
    return lambda *arguments: run(home, *arguments, server=standing_server.url)


@pytest.fixture(scope="session")
def evolved(tmp_path_factory: pytest.TempPathFactory, optmill: Optmill, worker_id: str) -> Path:
    """A lake of two rounds of 24 children, evolved by the first worker that asks; for reading only."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder if worker_id == "master" else folder.parent
    lake, done = shared / "evolved", shared / "evolved.done"
    with (shared / "evolved.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            finished = optmill(*CAMPAIGN, "--lake", lake, "--json")
            assert finished.returncode == 0, finished.stderr
            done.touch()
    return lake


@pytest.fixture(scope="session")
def prefect_server(standing_server: OwnServer) -> Iterator[OwnServer]:
    """The standing server for flows in the test's own process, with its settings."""
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, PREFECT_LOCAL_STORAGE_PATH, temporary_settings

    home = standing_server.log.parent
    storage = {PREFECT_HOME: str(home), PREFECT_LOCAL_STORAGE_PATH: str(home / "results")}
    with temporary_settings({PREFECT_API_URL: standing_server.url, **storage}):
        yield standing_server
        drain()


@pytest.fixture(scope="session")
def containers() -> docker.DockerClient:
    """The container engine; where none answers, the test is skipped."""
    return engine_or_skip()


@pytest.fixture(scope="session")
def image_of(containers: docker.DockerClient) -> Callable[[SolverName], Image]:
    """The current image of a solver, built by the first test that asks."""
    return lambda solver: built_image(containers, solver)
