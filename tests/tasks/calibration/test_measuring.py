"""Trials are counted, rungs are weighed against each other, and calibrations against earlier ones."""

from pathlib import Path

import pytest

from schemas.calibration import PROCEDURAL, Calibration, CalibrationSpec, Trial
from schemas.verdict import CheckerName, Outcome
from tasks.calibrate import measured
from tasks.calibration.against import compared
from tasks.calibration.measuring import cells_of, cheapest, worths_of
from tasks.calibration.showing import calibration_markdown
from tasks.lake.calibrations import publish_calibration, read_calibration
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.report.calibration_page import write_calibration_page

SECONDS = {CheckerName.description: 0.002, CheckerName.program: 0.001, CheckerName.metamorphic: 0.5}


def trial(kind: str, number: int, *failed: CheckerName) -> Trial:
    outcomes = {rung: Outcome.failed if rung in failed else Outcome.passed for rung in SECONDS}
    return Trial(kind=kind, source=PROCEDURAL, candidate_id=f"{kind}{number}", outcomes=outcomes, seconds=SECONDS)


def trials(caught: int = 8) -> tuple[Trial, ...]:
    """Ten flipped senses, ten wrong statuses, ten honest answers."""
    flipped = [trial("flipped_sense", n, *([CheckerName.description] if n < caught else [])) for n in range(10)]
    status = [trial("wrong_status", n, CheckerName.program, CheckerName.metamorphic) for n in range(10)]
    honest = [trial("", n, *([CheckerName.metamorphic] if n == 0 else [])) for n in range(10)]
    return (*flipped, *status, *honest)


def calibration(caught: int = 8, name: str = "now") -> Calibration:
    return measured(CalibrationSpec(name=name, kinds=("flipped_sense", "wrong_status"), plants=10), trials(caught))


def test_recall_and_false_alarms_have_their_intervals():
    cells = {(cell.kind, cell.checker): cell for cell in cells_of(trials())}
    assert cells["flipped_sense", "all"].failed == 8
    assert 0.49 < cells["flipped_sense", "all"].share.low < 0.8 < cells["flipped_sense", "all"].share.high < 0.95
    assert cells["", "metamorphic"].share.share == 0.1
    assert cells["", "all"].seconds == pytest.approx(0.503)


def test_a_rung_is_worth_what_no_other_one_finds():
    worths = {worth.checker: worth for worth in worths_of(trials())}
    assert (worths[CheckerName.description].caught, worths[CheckerName.description].alone) == (8, 8)
    assert (worths[CheckerName.metamorphic].caught, worths[CheckerName.metamorphic].alone) == (10, 0)
    assert worths[CheckerName.metamorphic].alarms == 1


def test_the_cheapest_ladder_leaves_out_what_costs_and_adds_nothing():
    ladder = cheapest(trials(), 0.9)
    assert ladder is not None
    assert ladder.rungs == (CheckerName.description, CheckerName.program)
    assert (ladder.recall, ladder.alarms) == (0.9, 0.0)
    assert cheapest(trials(), 0.95) is None


def test_what_changed_between_two_calibrations_is_told():
    (first, *_) = compared(calibration(2, "before"), calibration())
    assert (first.kind, first.before, first.after, first.is_sure) == ("flipped_sense", 0.2, 0.8, False)
    assert compared(calibration(0), calibration(10))[0].is_sure
    assert compared(calibration(), calibration()) == ()


def test_a_calibration_comes_back_from_the_lake_as_it_was(tmp_path: Path):
    lake, made = Lake(str(tmp_path)), calibration()
    publish_calibration(lake, made, trials())
    assert read_calibration(lake, "now") == made
    with pytest.raises(LakeError, match="no calibration 'then'"):
        read_calibration(lake, "then")


def test_the_page_shows_every_kind_and_every_rung(tmp_path: Path):
    page = write_calibration_page(Lake(str(tmp_path)), calibration(), calibration(2, "before")).read_text()
    assert all(word in page for word in ("flipped sense", "wrong status", "honest", "metamorphic", "Against before"))
    assert "8 of 10" in page
    assert "No choice of rungs" in calibration_markdown(calibration(), None)
