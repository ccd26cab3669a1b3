"""Every hostile program is contained and named; the next program in its slot finds nothing and is right."""

from collections.abc import Iterator

import pytest

from schemas.solve import DoorName, SolverName, TerminationStatus
from tasks.sandbox.door import Door
from tests.containment import Trial, attack, guards, new_door
from tests.corpus import Hostile, hostile_programs
from tests.engine import built_image, engine_or_skip
from tests.machine import left_behind, still_left


@pytest.fixture(scope="module", params=[DoorName.local, DoorName.container], ids=str)
def cell(request: pytest.FixtureRequest) -> Iterator[Door]:
    """A door of one slot, so that the next program gets the same server; nothing of it is left in the end."""
    if request.param is DoorName.container:
        client = engine_or_skip()
        for solver in (SolverName.copt, SolverName.highs):
            built_image(client, solver)
    before = left_behind()
    with new_door(request.param) as door:
        yield door
    assert not still_left(before)


@pytest.fixture(scope="module")
def held(cell: Door) -> set[str]:
    """The guards that hold behind the door."""
    return guards(cell)


@pytest.mark.parametrize("program", hostile_programs(), ids=lambda program: program.name)
def test_a_hostile_program_is_contained_and_named(cell: Door, held: set[str], program: Hostile):
    if missing := {*program.guards} - held:
        pytest.skip(f"it would harm this machine, which offers no {', '.join(sorted(missing))}")
    trial = attack(cell, program)
    assert not trial.harm()
    if wrongs := trial.answer.wrongs(program):
        known = program.anywhere or (program.local if trial.answer.solve.door == DoorName.local else "")
        assert known or was_slow_once(cell, trial), wrongs


def was_slow_once(cell: Door, trial: Trial) -> bool:
    """Whether a machine that others use made it late, or killed it by the clock, and the next run is faultless."""
    wrongs = trial.answer.wrongs(trial.program)
    by_clock = trial.answer.told == TerminationStatus.time_limit or all(wrong.startswith("took ") for wrong in wrongs)
    broke_out = any(wrong.startswith("BREACH") for wrong in wrongs)
    return by_clock and not broke_out and not attack(cell, trial.program).wrongs()
