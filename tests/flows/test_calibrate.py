"""A calibration from the command line: tried, measured, stored, and compared with an earlier one."""

import json
from collections.abc import Iterator
from pathlib import Path

from schemas.calibration import Calibration, CalibrationSpec, Cell
from schemas.verdict import JUDGES
from tasks.calibration.trials import kinds_of, new_planter, write_all
from tasks.lake.calibrations import read_calibration
from tasks.lake.lake import Lake
from tests.conftest import Optmill
from tests.model_server.client import RunningServer

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


KIND, ANSWERS = "flipped_sense_everywhere", 4
"""What is planted: only a judge of alignment, and whoever tells the program in words, can see it here."""
SEERS = ("judge_alignment", "back_translation")
ASKED = (*JUDGES, "back_translation")
CALLS = len(JUDGES) + 2
"""Of each answer: a judge's own, and the two of a back-translation."""
JUDGED = """
plants = {answers}
clean = {answers}
kinds = ["{kind}"]
[judge]
model = "openai/{model}"
address = "{address}"
prompt_usd = 1.0
completion_usd = 2.0
"""


def written(spec: CalibrationSpec) -> Iterator[dict[str, str]]:
    """The answers that a calibration looks at, so that a server's judges can know of them."""
    for kind in kinds_of(spec):
        for each in write_all(new_planter(spec), spec, kind):
            candidate = each.candidate
            program = candidate.programs[0].source
            yield {"statement": candidate.statement, "program": program, "kind": candidate.plant}


def cells_by_judge(calibration: Calibration) -> dict[tuple[str, str], Cell]:
    """The cells of whoever was asked, by kind and rung."""
    return {(cell.kind, cell.checker): cell for cell in calibration.cells if cell.checker in ASKED}


def test_judges_are_measured_over_http_and_compared_and_never_asked_for_what_they_answered(
    tmp_path: Path, optmill: Optmill
):
    rows = list(written(CalibrationSpec(plants=ANSWERS, clean=ANSWERS, kinds=(KIND,))))
    folder, lake, cells = tmp_path / "lake", Lake(str(tmp_path / "lake")), dict[str, dict[tuple[str, str], Cell]]()
    changes: list[dict[str, object]] = []
    for name, recall, against in (("sharp", 1.0, ()), ("blind", 0.0, ("--against", "sharp"))):
        with RunningServer(judge_recall=recall, judge_false_alarms=1.0 - recall) as server:
            server.learn(rows)
            spec = tmp_path / f"{name}.toml"
            spec.write_text(JUDGED.format(answers=ANSWERS, kind=KIND, model=name, address=server.address))
            asked = ("calibrate", "--lake", folder, "--spec", spec, "--json")
            first = optmill(*asked, "--name", name, *against)
            assert first.returncode == 0, first.stderr
            assert server.stats()["answers"] == 2 * ANSWERS * CALLS
            changes, cells[name] = json.loads(first.stdout)["changes"], cells_by_judge(read_calibration(lake, name))
            if against:
                break
            for trials in folder.rglob("procedural-*.jsonl"):  # as if it had been cut off before a kind was through
                trials.unlink()
            again = optmill(*asked, "--name", "again")
            assert again.returncode == 0, again.stderr
            assert server.stats()["requests"] == 2 * ANSWERS * CALLS
            assert cells_by_judge(read_calibration(lake, "again")) == cells[name]
    places = [(kind, judge) for kind in (KIND, "") for judge in ASKED]
    sharp, blind = ({place: cell.failed for place, cell in cells[name].items()} for name in ("sharp", "blind"))
    assert sharp == {(kind, judge): ANSWERS * (kind == KIND and judge in SEERS) for kind, judge in places}
    assert blind == {(kind, judge): ANSWERS * (not kind) for kind, judge in places}
    every = [cell for found in cells.values() for cell in found.values()]
    assert all(cell.cost_usd > 0 and cell.seconds > 0 and not cell.abstained for cell in every)
    shift = next(each for each in changes if (each["kind"], each["checker"]) == (KIND, SEERS[0]))
    assert (shift["before"], shift["after"]) == (1.0, 0.0)
