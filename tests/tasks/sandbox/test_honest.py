"""Programs like those that models write, good and bad, end as what they are, whatever the solver."""

from collections.abc import Iterator

import pytest

from tasks.sandbox.door import LocalDoor
from tests.corpus import Honest, honest_programs
from tests.honesty import wrongs


@pytest.fixture(scope="module")
def roomy_door() -> Iterator[LocalDoor]:
    """Keeps the servers of all families warm."""
    with LocalDoor(slots=4) as door:
        yield door


@pytest.mark.parametrize("program", honest_programs(), ids=lambda program: program.name)
def test_an_honest_program_ends_as_its_header_says(roomy_door: LocalDoor, program: Honest):
    assert not wrongs(roomy_door, program)
