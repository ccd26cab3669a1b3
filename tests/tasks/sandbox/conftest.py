"""One door for all tests: its servers start once."""

from collections.abc import Iterator

import pytest

from tasks.sandbox.door import LocalDoor


@pytest.fixture(scope="session")
def door() -> Iterator[LocalDoor]:
    with LocalDoor(slots=2) as opened:
        yield opened
