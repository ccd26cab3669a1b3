"""A campaign keeps the seeds that it began with, and says so to whoever offers others."""

import json
import shutil
from pathlib import Path

import pytest

from schemas.candidate import Stage
from schemas.spec import EvolveSpec
from tasks.founders import refuse_no_seeds, refuse_other_seeds, refuse_unwritable
from tasks.lake.lake import Lake
from tasks.publish import publish_seeds
from tasks.seed_file import SHIPPED, SeedsError, read_seed_file, read_seeds, seed_candidates


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


def words_only(path: Path, *numbers: int) -> Path:
    """A file whose rows hold a shipped seed's words, or all of it where the number is negative."""
    rows = [json.loads(line) for line in SHIPPED.read_text().splitlines()]
    kept = [rows[-n] if n < 0 else {"statement": rows[n]["statement"]} for n in numbers]
    path.write_text("".join(json.dumps(row) + "\n" for row in kept))
    return path


def test_words_without_blueprint_are_refused_where_the_procedural_teacher_writes(tmp_path: Path):
    file = read_seed_file(words_only(tmp_path / "mine.jsonl", -1, 3, -2, 5))
    with pytest.raises(SeedsError, match=r"mine.jsonl: 2 of 4 seeds lack .* \(rows 2, 4\)") as refused:
        refuse_unwritable(EvolveSpec(), file)
    assert 'model = "provider/model"' in str(refused.value)


def test_a_language_model_may_write_what_is_missing(tmp_path: Path):
    file = read_seed_file(words_only(tmp_path / "mine.jsonl", 3))
    refuse_unwritable(EvolveSpec.model_validate({"teacher": {"model": "openai/gpt-4.1"}}), file)
    mutates = EvolveSpec.model_validate({"teachers": {"mutate": {"model": "openai/gpt-4.1"}}})
    with pytest.raises(SeedsError):
        refuse_unwritable(mutates, file)


def test_what_lacks_only_its_answer_or_has_a_blueprint_needs_no_language_model(tmp_path: Path):
    rows = [json.loads(line) for line in SHIPPED.read_text().splitlines()[:2]]
    del rows[0]["objective"], rows[1]["programs"]
    (tmp_path / "mine.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    file = read_seed_file(tmp_path / "mine.jsonl")
    assert [seed.lacks() for seed in file.seeds] == [("answer",), ("program",)]
    refuse_unwritable(EvolveSpec(), file)


def test_a_campaign_whose_seeds_were_all_rejected_says_why(begun: Lake, tmp_path: Path):
    refuse_no_seeds(begun, "mine")
    spec = EvolveSpec.model_validate({"campaign": "yours", "lake": begun.store.url})
    seeds = [
        seed.reject(Stage.check_answer, "answer_differs", "6 and 7")
        for seed in seed_candidates(read_seeds(tmp_path / "three.jsonl"), "yours")
    ]
    publish_seeds(begun, spec, seeds)
    with pytest.raises(SeedsError, match=r"none of the 3 seeds .* \(3 check_answer: answer_differs\)"):
        refuse_no_seeds(begun, "yours")
