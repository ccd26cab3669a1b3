from pathlib import Path

import pytest

from schemas.budget import Budget
from schemas.limit import Limit
from schemas.solve import SolverName
from schemas.spec import CampaignSpec
from tasks.lake.endings import read_ending, write_ending
from tasks.lake.lake import Lake
from tasks.standing import Standing, how_it_ended, left_of, limit_reached, ran_out
from tests.tasks.rounds import publish_counts


def spec_of(path: Path, **fields: object) -> CampaignSpec:
    return CampaignSpec.model_validate({"campaign": "c", "lake": str(path / "lake"), **fields})


@pytest.mark.parametrize(
    ("fields", "limit"),
    [
        ({"rounds": 2}, Limit.rounds),
        ({}, Limit.rounds),
        ({"rounds": 3}, None),
        ({"target": 9}, Limit.target),
        ({"target": 10}, None),
        ({"most_candidates": 20}, Limit.most_candidates),
        ({"most_candidates": 21}, None),
        ({"most_seconds": 5}, Limit.most_seconds),
        ({"most_seconds": 7}, None),
        ({"target": 9, "rounds": 2}, Limit.target),
    ],
)
def test_a_campaign_ends_at_the_first_limit_that_is_met(tmp_path: Path, fields: dict[str, int], limit: Limit | None):
    spec = spec_of(tmp_path, **fields)
    publish_counts(spec, (10, 4), (10, 5))
    assert limit_reached(spec, seconds=6) is limit


def test_a_target_is_given_up_when_a_hundred_candidates_in_a_row_were_rejected(tmp_path: Path):
    spec = spec_of(tmp_path, target=50)
    publish_counts(spec, (40, 3), (60, 0), (39, 0))
    assert limit_reached(spec) is None
    publish_counts(spec, (1, 0), first=4)
    assert limit_reached(spec) is Limit.barren


def test_what_another_recipe_did_says_nothing_about_this_one(tmp_path: Path):
    spec = spec_of(tmp_path, target=50)
    publish_counts(spec, (400, 0))
    assert limit_reached(spec) is Limit.barren
    assert limit_reached(spec.model_copy(update={"solver": SolverName.pulp})) is None
    assert limit_reached(spec.model_copy(update={"children": 7})) is Limit.barren


def test_the_ending_says_where_the_candidates_went_and_stands_in_the_lake(tmp_path: Path):
    spec = spec_of(tmp_path, rounds=2)
    publish_counts(spec, (10, 4), (10, 5))
    ending = how_it_ended(spec, Limit.rounds)
    assert (ending.rounds, ending.candidates, ending.accepted) == (2, 20, 9)
    assert ending.rejected == {"check_program:crashed": 11}
    lake = Lake(spec.lake)
    assert read_ending(lake, "c") is None
    write_ending(lake, ending)
    assert read_ending(lake, "c") == ending
    assert lake.published_rounds("c") == (0, 1, 2)


def test_nothing_made_is_a_standing_too():
    assert (Standing([]).children, Standing([]).accepted, Standing([]).barren) == (0, 0, 0)


def test_what_the_seeds_cost_counts_and_the_seeds_do_not(tmp_path: Path):
    spec = spec_of(tmp_path, campaign_budget={"most_usd": 3})
    publish_counts(spec, (10, 4))
    seeds, first = Lake(spec.lake).manifests("c")
    now = Standing([seeds.model_copy(update={"cost_usd": 2.5}), first.model_copy(update={"cost_usd": 0.25})])
    assert (now.children, len(now.rounds), now.cost_usd) == (10, 1, 2.75)
    assert left_of(spec.campaign_budget, now, spec.budget) == Budget(most_usd=0.25)


BOTH = {"most_usd": 20, "most_tokens": 50}


@pytest.mark.parametrize(
    ("had", "fields", "ended"),
    [
        ({"most_usd": 2}, {"campaign_budget": {"most_usd": 2}}, True),
        ({"most_usd": 2}, {"campaign_budget": {"most_usd": 20}}, False),
        ({"most_usd": 2}, {"budget": {"most_usd": 2}, "campaign_budget": {"most_usd": 20}}, False),
        ({"most_usd": 2}, {"budget": {"most_usd": 2}, "campaign_budget": {"most_usd": 2}}, True),
        (BOTH, {"campaign_budget": BOTH}, True),
        (BOTH, {"campaign_budget": BOTH | {"most_tokens": 90}}, False),
        (BOTH, {"campaign_budget": BOTH | {"most_usd": 90}}, True),
        ({"most_usd": 2}, {"budget": {"most_usd": 2}}, False),
    ],
)
def test_a_round_that_ran_out_ends_the_campaign_only_where_the_next_would_get_no_more(
    tmp_path: Path, had: dict[str, float], fields: dict[str, object], ended: bool
):
    spec = spec_of(tmp_path, rounds=5, **fields)
    publish_counts(spec, (10, 4))
    seeds, first = Lake(spec.lake).manifests("c")
    given = first.spec.model_copy(update={"budget": Budget.model_validate(had)})
    spent = first.model_copy(update={"out_of_budget": True, "cost_usd": 1.9, "tokens": 49, "spec": given})
    assert ran_out(Standing([seeds, spent]), spec) is ended
