"""Programs that a language model wrote for COPT 7.1 give the outcomes that their authors recorded."""

import pytest

from schemas.solve import Solve
from tasks.sandbox.door import LocalDoor
from tests.published import ABSENT, Published, published, run_all


@pytest.fixture(scope="module")
def programs() -> list[Published]:
    found = published()
    if not found:
        pytest.skip(ABSENT)
    return found


@pytest.fixture(scope="module")
def solves(door: LocalDoor, programs: list[Published]) -> list[Solve]:
    return run_all(door, programs)


def test_outcomes_are_the_published_ones(programs: list[Published], solves: list[Solve]):
    assert len(programs) == 345
    assert [one.id for one, solve in zip(programs, solves, strict=True) if not one.agrees(solve)] == []


def test_captured_models_give_the_same_answer_when_solved_again(door: LocalDoor, solves: list[Solve]):
    for solve in solves[::6]:
        if solve.model_mps is None:
            continue
        again = door.solve_model(solve.model_mps)
        assert (again.status, again.sense) == (solve.status, solve.sense)
        if solve.objective is not None:
            assert again.objective == pytest.approx(solve.objective, rel=1e-6, abs=1e-6)
