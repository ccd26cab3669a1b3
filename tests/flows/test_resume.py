"""A killed campaign goes on where it stopped, and ends with the rows of an undisturbed one."""

import random
from pathlib import Path

from tasks.difference import compare_lakes
from tests.chaos import Command, disturb, lines_of_a_round, table, verdict
from tests.conftest import CAMPAIGN
from tests.watching import repeated


def test_two_kills_change_no_row_repeat_no_work_and_leave_no_process(evolved: Path, tmp_path: Path):
    spec = tmp_path / "slow.toml"
    spec.write_text("[teacher]\nlatency_seconds = 0.1\n")
    command = Command(tmp_path / "lake", (*CAMPAIGN[1:], "--spec", str(spec)))
    rng = random.Random()
    struck = disturb(command, [rng.uniform(0, 0.9), rng.uniform(1, 1.9)], lines_of_a_round(evolved), rng)
    well, words = verdict(struck, compare_lakes(evolved, command.lake), repeated(command.lake))
    assert well, f"{words}\n{table(struck)}"
