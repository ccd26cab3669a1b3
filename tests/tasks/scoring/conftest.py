"""What scoring needs, opened once: a door on this machine, and processes that examine."""

from collections.abc import Iterator

import pytest

from schemas.solve import Limits
from tasks.sandbox.door import LocalDoor
from tasks.scoring.examiner import Examiner
from tasks.scoring.rules import RULES
from tasks.scoring.scorer import Scorer


@pytest.fixture(scope="session")
def examiner() -> Iterator[Examiner]:
    made = Examiner(2)
    yield made
    made.close()


@pytest.fixture(scope="session")
def scorer(examiner: Examiner) -> Iterator[Scorer]:
    """Scores by every rule."""
    with LocalDoor(slots=2) as door:
        yield Scorer(door, examiner, Limits(wall_seconds=10), RULES.values())
