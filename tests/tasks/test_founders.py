"""A campaign keeps the seeds that it began with, and says so to whoever offers others."""

import shutil
from pathlib import Path

import pytest

from schemas.spec import EvolveSpec
from tasks.founders import refuse_other_seeds
from tasks.lake.lake import Lake
from tasks.publish import publish_seeds
from tasks.seed_file import SHIPPED, SeedsError, read_seeds, seed_candidates


def some_seeds(path: Path, start: int, stop: int) -> Path:
    """A file with some of the shipped seeds."""
    path.write_text("".join(SHIPPED.read_text().splitlines(keepends=True)[start:stop]))
    return path


@pytest.fixture
def begun(tmp_path: Path) -> Lake:
    """A lake whose campaign `mine` began with three seeds."""
    file = some_seeds(tmp_path / "three.jsonl", 0, 3)
    lake = Lake(tmp_path / "lake")
    spec = EvolveSpec.model_validate({"campaign": "mine", "lake": lake.store.url, "seeds": str(file)})
    publish_seeds(lake, spec, seed_candidates(read_seeds(file), "mine"))
    return lake


def test_the_same_seeds_are_welcome_wherever_they_lie(begun: Lake, tmp_path: Path):
    again = shutil.copy(tmp_path / "three.jsonl", tmp_path / "again.jsonl")
    refuse_other_seeds(begun, "mine", str(again))


@pytest.mark.parametrize(("start", "stop"), [(0, 2), (0, 4), (3, 6)])
def test_fewer_more_and_other_seeds_are_refused_with_both_files_named(
    begun: Lake, tmp_path: Path, start: int, stop: int
):
    other = some_seeds(tmp_path / "other.jsonl", start, stop)
    with pytest.raises(SeedsError) as refused:
        refuse_other_seeds(begun, "mine", str(other))
    assert f"has 3 seeds ({tmp_path / 'three.jsonl'})" in str(refused.value)
    assert f"{other} holds {stop - start} that are not the same" in str(refused.value)


def test_who_offers_no_file_goes_on_with_what_is_there(begun: Lake):
    refuse_other_seeds(begun, "mine", "")


def test_a_campaign_that_has_not_begun_takes_any_seeds(begun: Lake, tmp_path: Path):
    refuse_other_seeds(begun, "another", str(some_seeds(tmp_path / "other.jsonl", 3, 6)))


def test_the_place_of_the_seeds_changes_no_row():
    here, there = (EvolveSpec.model_validate({"seeds": path}) for path in ("/here/mine.jsonl", "/there/yours.jsonl"))
    assert here.spec_hash() == there.spec_hash()
