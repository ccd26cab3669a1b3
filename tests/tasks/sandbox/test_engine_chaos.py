"""In the middle of programs containers and the engine are killed and its disk is filled: every result is right."""

import pytest

from tests.engine import engine_or_skip
from tests.engine_chaos import run_chaos
from tests.own_engine import NEEDED, is_possible


@pytest.mark.slow
def test_every_program_ends_with_its_right_result_and_nothing_is_left():
    engine_or_skip()
    if not is_possible():
        pytest.skip(NEEDED)
    outcome = run_chaos(80)
    assert len(outcome.blows) == 5
    assert (outcome.wrong, outcome.containers, outcome.processes, outcome.files) == ([], 0, 0, [])
