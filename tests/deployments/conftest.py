"""One standing factory for all tests of operations."""

from collections.abc import Iterator

import pytest

from tests.standing import Factory

KEY = "sk-mill-operations-0123456789"


@pytest.fixture(scope="session")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Factory]:
    """A factory whose workers have the model server's key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILL_KEY", KEY)
        with Factory(tmp_path_factory.mktemp("factory")) as standing:
            yield standing
