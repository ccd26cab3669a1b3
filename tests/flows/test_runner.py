"""The same round on threads, on Dask's workers and on Ray's: the same rows, whoever dies meanwhile."""

import os
import signal
import socket
import threading
import time
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.evolve import evolve
from flows.prefect_server import OwnServer
from flows.runner import dask_cluster, task_runner
from schemas.spec import EvolveSpec
from tasks.cluster import RUNNER, WORKERS
from tasks.difference import compare_lakes
from tests.model_server.client import RunningServer
from tests.watching import look, repeated

CONCURRENCY = 6
"""Requests in flight that the spec allows; each of two workers has half of them."""

Undisturbed = tuple[Path, int]


@pytest.fixture(scope="module")
def server() -> Generator[RunningServer]:
    with RunningServer(latency_seconds=0.1, plants={"wrong_coefficient": 0.3}) as running:
        yield running


def spec_of(lake: Path, server: RunningServer) -> EvolveSpec:
    """Four shards of two, written by a language model."""
    teacher = {"model": "openai/mill", "address": server.address, "concurrency": CONCURRENCY}
    return EvolveSpec.model_validate({"lake": str(lake), "children": 8, "shards": 4, "slots": 2, "teacher": teacher})


@pytest.fixture(scope="module")
def undisturbed(
    prefect_server: OwnServer, server: RunningServer, tmp_path_factory: pytest.TempPathFactory
) -> Undisturbed:
    """The lake that threads of one process make, and how many answers they took."""
    lake = tmp_path_factory.mktemp("threads") / "lake"
    evolve(spec_of(lake, server))
    return lake, server.stats()["answers"]


def two_workers(monkeypatch: pytest.MonkeyPatch, runner: str) -> None:
    monkeypatch.setenv(RUNNER, runner)
    monkeypatch.setenv(WORKERS, "2")


@pytest.fixture
def dask(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    pytest.importorskip("prefect_dask", reason="no prefect-dask: rounds on Dask's workers are not tested")
    two_workers(monkeypatch, "dask")
    yield
    dask_cluster().close()
    dask_cluster.cache_clear()


@pytest.fixture
def ray(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("prefect_ray", reason="no prefect-ray: rounds on Ray's workers are not tested")
    two_workers(monkeypatch, "ray")


@pytest.fixture
def dashboard_of_another() -> Generator[None]:
    """A cluster that runs beside ours listens where Dask's pages are by default."""
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):  # somebody does so already
            other.bind(("127.0.0.1", 8787))
            other.listen()
        yield


def kill_when(lake: Path, lines: int) -> threading.Thread:
    """Kill one of Dask's workers once the round's ledger has so many lines."""

    def strike() -> None:
        while look(lake).lines < lines:
            time.sleep(0.02)
        os.kill(next(iter(dask_cluster().workers.values())).pid, signal.SIGKILL)

    thread = threading.Thread(target=strike)
    thread.start()
    return thread


@pytest.mark.slow
def test_a_round_on_dask_has_the_rows_of_one_on_threads(
    undisturbed: Undisturbed, server: RunningServer, dashboard_of_another: None, dask: None, tmp_path: Path
):
    assert asked_more(undisturbed, server, tmp_path / "lake") == 0


@pytest.mark.slow
def test_a_worker_that_is_killed_changes_no_row_and_costs_what_it_had_in_flight(
    undisturbed: Undisturbed, server: RunningServer, dask: None, tmp_path: Path
):
    killer = kill_when(tmp_path / "lake", lines=30)
    assert asked_more(undisturbed, server, tmp_path / "lake") <= CONCURRENCY // 2
    killer.join()


@pytest.mark.slow
def test_a_round_on_ray_has_the_rows_of_one_on_threads(
    undisturbed: Undisturbed, server: RunningServer, ray: None, tmp_path: Path
):
    assert asked_more(undisturbed, server, tmp_path / "lake") == 0


def asked_more(undisturbed: Undisturbed, server: RunningServer, lake: Path) -> int:
    """Evolve the round on the task runner of the environment, look at its rows; answers beyond the undisturbed one."""
    reference, answers = undisturbed
    server.reset()
    evolve.with_options(task_runner=task_runner())(spec_of(lake, server))
    told = server.stats()
    assert compare_lakes(reference, lake).same
    assert repeated(lake) == 0
    assert told["most_in_flight"] <= CONCURRENCY
    return told["answers"] - answers


def test_a_runner_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(RUNNER, "dusk")
    with pytest.raises(UsageError, match=r"OPTMILL_TASK_RUNNER is 'dusk', .*; set it to threads, dask, ray, or"):
        task_runner()
