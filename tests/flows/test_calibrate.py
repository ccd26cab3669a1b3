"""A calibration from the command line: tried, measured, stored, and compared with an earlier one."""

import json
from pathlib import Path

from tasks.lake.calibrations import read_calibration
from tasks.lake.lake import Lake
from tests.conftest import Optmill

FEW = ("--plants", "2", "--clean", "2", "--kind", "flipped_sense", "--kind", "wrong_status")


def test_a_calibration_is_measured_stored_and_compared(tmp_path: Path, optmill: Optmill):
    lake = tmp_path / "lake"
    first = optmill("calibrate", "--lake", lake, "--name", "first", *FEW, "--json")
    assert first.returncode == 0, first.stderr
    found = json.loads(first.stdout)["calibration"]
    rejected = {(c["kind"], c["checker"]): c["failed"] for c in found["cells"]}
    assert rejected["flipped_sense", "all"] == rejected["wrong_status", "all"] == 2
    assert found["ladder"]["recall"] == 1.0
    assert (lake / "calibration.html").exists()
    again = optmill("calibrate", "--lake", lake, "--name", "second", *FEW, "--against", "first")
    assert again.returncode == 0, again.stderr
    assert "cheapest ladder" in again.stderr
    before, after = (read_calibration(Lake(str(lake)), name) for name in ("first", "second"))
    assert [cell.failed for cell in before.cells] == [cell.failed for cell in after.cells]


def test_a_calibration_that_is_not_there_is_a_users_mistake(tmp_path: Path, optmill: Optmill):
    asked = ("calibrate", "--lake", tmp_path / "lake", "--plants", "1", "--clean", "0", "--kind", "wrong_status")
    refused = optmill(*asked, "--against", "nothing")
    assert refused.returncode == 2 and "no calibration 'nothing'" in refused.stderr + refused.stdout
