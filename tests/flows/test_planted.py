"""A round with planted errors: who carries one says so, and who is rejected for it is kept with the reason."""

from pathlib import Path

from tasks.lake.lake import Lake
from tests.conftest import Optmill

SPEC = """
[teacher.plants]
flipped_sense = 0.25
wrong_status = 0.25
missing_number = 0.25
"""


def test_planted_errors_are_marked_rejected_and_stored(tmp_path: Path, optmill: Optmill):
    spec, lake = tmp_path / "planted.toml", tmp_path / "lake"
    spec.write_text(SPEC)
    finished = optmill("evolve", "--lake", lake, "--children", "16", "--spec", spec, "--json")
    assert finished.returncode == 0, finished.stderr
    children = [child for child in Lake(lake).candidates("default", accepted=False) if child.round == 1]
    planted = [child for child in children if child.plant]
    assert len(children) == 16
    assert {child.plant for child in planted} == {"flipped_sense", "wrong_status", "missing_number"}
    assert 0 < len(planted) < len(children)
    for child in planted:
        assert not child.is_alive(), child.plant
        assert child.rejected_reason
        assert child.statement or child.rejected_reason == "declined"
    assert not {child.id for child in planted} & {child.id for child in Lake(lake).candidates("default", accepted=True)}
