import shutil
from pathlib import Path

from schemas.spec import CampaignSpec
from tasks.lake.lake import Lake
from tasks.population import accepted_in, read_population
from tests.tasks.rounds import publish_counts


def spec_of(path: Path) -> CampaignSpec:
    return CampaignSpec(campaign="c", lake=str(path / "lake"))


def test_the_population_is_what_earlier_rounds_accepted(tmp_path: Path):
    spec = spec_of(tmp_path)
    publish_counts(spec, (5, 2), (5, 4))
    lake = Lake(spec.lake)
    assert read_population(lake, "c", 2) == lake.candidates("c", before_round=2)
    assert len(read_population(lake, "c", 3)) == 3 + 2 + 4
    assert read_population(lake, "c", 0) == ()


def test_a_round_is_read_once_while_the_campaign_grows(tmp_path: Path):
    spec = spec_of(tmp_path)
    publish_counts(spec, (5, 2))
    first = read_population(Lake(spec.lake), "c", 2)
    publish_counts(spec, (5, 4), first=2)
    before = accepted_in.cache_info().misses
    assert read_population(Lake(spec.lake), "c", 3)[: len(first)] == first
    assert accepted_in.cache_info().misses == before + 1


def test_another_campaign_in_the_same_place_is_read_anew(tmp_path: Path):
    spec = spec_of(tmp_path)
    publish_counts(spec, (5, 2))
    assert len(read_population(Lake(spec.lake), "c", 2)) == 5
    shutil.rmtree(spec.lake)
    publish_counts(spec, (5, 5))
    assert len(read_population(Lake(spec.lake), "c", 2)) == 8
