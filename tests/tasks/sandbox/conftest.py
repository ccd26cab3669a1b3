"""One door of each kind for all tests: its servers start once."""

from collections.abc import Callable, Iterator

import pytest

from schemas.image import Image
from schemas.solve import SolverName
from tasks.sandbox.container import ContainerDoor
from tasks.sandbox.door import LocalDoor


@pytest.fixture(scope="session")
def door() -> Iterator[LocalDoor]:
    with LocalDoor(slots=2) as opened:
        yield opened


@pytest.fixture(scope="session")
def container_door(image_of: Callable[[SolverName], Image]) -> Iterator[ContainerDoor]:
    """Containers of COPT and HiGHS; without an engine the test is skipped."""
    for solver in (SolverName.copt, SolverName.highs):
        image_of(solver)
    with ContainerDoor(slots=2) as opened:
        yield opened
