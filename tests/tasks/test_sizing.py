from pathlib import Path

from schemas.spec import CampaignSpec
from tasks.lake.lake import Lake
from tasks.next_round import next_round
from tasks.standing import standing
from tests.tasks.rounds import publish_counts


def spec_of(path: Path, **fields: object) -> CampaignSpec:
    return CampaignSpec.model_validate({"campaign": "c", "lake": str(path / "lake"), **fields})


def test_the_first_round_assumes_that_half_survives(tmp_path: Path):
    assert next_round(spec_of(tmp_path, target=30)).children == 60


def test_no_round_is_larger_than_a_round_may_be(tmp_path: Path):
    assert next_round(spec_of(tmp_path, target=300)).children == 100


def test_later_rounds_follow_the_lower_bound_of_the_measured_survival(tmp_path: Path):
    spec = spec_of(tmp_path, target=100)
    publish_counts(spec, (100, 80))
    low = standing(Lake(spec.lake), "c").survival.low
    assert 0.70 < low < 0.72
    assert next_round(spec).children == 29  # 20 / 0.711


def test_a_round_without_survivors_is_followed_by_a_full_one(tmp_path: Path):
    spec = spec_of(tmp_path, target=10, children=40)
    publish_counts(spec, (20, 0))
    assert next_round(spec).children == 40


def test_the_last_round_takes_the_candidates_that_are_left(tmp_path: Path):
    spec = spec_of(tmp_path, target=500, most_candidates=130)
    publish_counts(spec, (100, 50))
    assert next_round(spec).children == 30


def test_without_target_and_cap_every_round_is_of_the_size_asked_for(tmp_path: Path):
    spec = spec_of(tmp_path, children=17)
    publish_counts(spec, (17, 2))
    assert next_round(spec).children == 17


def test_an_open_round_keeps_its_size_when_the_target_moves(tmp_path: Path):
    spec = spec_of(tmp_path, target=30)
    publish_counts(spec, (20, 10))
    begun = next_round(spec)
    folder = Lake(spec.lake).work_folder("c", 2)
    folder.mkdir(parents=True)
    (folder / "spec.json").write_text(begun.model_dump_json())
    raised = spec.model_copy(update={"target": 80})
    assert next_round(raised) == begun
    (folder / "spec.json").unlink()
    assert next_round(raised).children > begun.children


def test_other_sizes_are_the_same_recipe_and_other_teachers_are_not():
    spec = CampaignSpec()
    assert spec.recipe_hash() == spec.for_round().recipe_hash()
    assert spec.recipe_hash() == spec.model_copy(update={"children": 3, "target": 8}).recipe_hash()
    hotter = spec.model_copy(update={"teacher": spec.teacher.model_copy(update={"temperature": 0.7})})
    assert spec.recipe_hash() != hotter.recipe_hash()
