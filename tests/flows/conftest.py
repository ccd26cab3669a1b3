"""A Prefect server for flows that run in the test's own process: the one that the command line would start."""

from collections.abc import Iterator

import pytest

from flows.prefect_server import OwnServer
from flows.running import drain


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    """A server whose client settings hold while any test uses it."""
    home = tmp_path_factory.mktemp("prefect")
    server = OwnServer(home)
    try:
        from prefect.settings import PREFECT_API_URL, PREFECT_HOME, PREFECT_LOCAL_STORAGE_PATH, temporary_settings

        server.wait()
        storage = {PREFECT_HOME: str(home), PREFECT_LOCAL_STORAGE_PATH: str(home / "results")}
        with temporary_settings({PREFECT_API_URL: server.url, **storage}):
            yield server
            drain()
    finally:
        server.close()
