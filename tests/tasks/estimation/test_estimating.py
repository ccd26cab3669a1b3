import json
from pathlib import Path
from typing import Any

import pytest

from schemas.candidate import Candidate
from schemas.estimate import Estimate, Expected
from schemas.spec import CampaignSpec
from schemas.teacher import BACK_TRANSLATION, JUDGES, OF_ROUNDS, Completion, Purpose
from tasks.estimation.estimating import estimate_campaign
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round
from tasks.ledger import Ledger
from tasks.publish import base_manifest
from tasks.seed_file import bare_candidate, read_seeds

PRICED = {"model": "openai/mill", "prompt_usd": 2.0, "completion_usd": 8.0}
SEEDS = read_seeds()


def spec_of(path: Path, **fields: Any) -> CampaignSpec:
    return CampaignSpec.model_validate({"lake": str(path / "lake"), "teacher": PRICED, **fields})


def by_purpose(estimate: Estimate) -> dict[Purpose, Expected]:
    return {each.purpose: each for each in estimate.expected}


def grown(spec: CampaignSpec, number: int, at: int) -> Candidate:
    seed = bare_candidate(SEEDS[at], spec.campaign, at)
    born = {"id": f"{number:04x}{at:04x}", "round": number, "generation": number, "operator": "combine"}
    return seed.model_copy(update=born if number else {})


def publish(spec: CampaignSpec, number: int, children: int, calls: tuple[Completion, ...] = ()) -> None:
    """A round of which, by its manifest, half the children are accepted."""
    candidates = tuple(grown(spec, number, at) for at in range(children))
    counts = {"children": children, "accepted": children // 2 if number else children}
    manifest = base_manifest(spec.for_round(), number).model_copy(update=counts)
    publish_round(Lake(spec.lake), Partition(manifest=manifest, candidates=candidates, calls=calls))


def answers(purpose: Purpose, count: int, asked: int, answered: int) -> tuple[Completion, ...]:
    return tuple(
        Completion(
            request_hash=f"{purpose}{number}",
            model="openai/mill",
            purpose=purpose,
            text="",
            prompt_tokens=asked,
            completion_tokens=answered,
        )
        for number in range(count)
    )


def test_what_asks_nobody_costs_nothing(tmp_path: Path):
    for fields in ({"teacher": {"model": "procedural"}}, {"replay": "elsewhere"}):
        estimate = estimate_campaign(spec_of(tmp_path, **fields))
        assert (estimate.calls, estimate.tokens, estimate.cost_usd) == (0, 0, 0)
        assert estimate.candidates == 200
        assert "Nothing to pay" in estimate.sentences[0]


def test_an_estimate_leaves_nothing_behind(tmp_path: Path):
    assert estimate_campaign(spec_of(tmp_path)).calls
    assert not (tmp_path / "lake").exists()


def test_every_call_is_counted_with_its_tokens_and_its_price(tmp_path: Path):
    estimate = estimate_campaign(spec_of(tmp_path, children=100, rounds=3))
    assert estimate.candidates == 300
    assert {each.purpose for each in estimate.expected} == {*OF_ROUNDS} - {Purpose.program, *BACK_TRANSLATION}
    assert 7 * 300 < estimate.calls < 8.5 * 300
    for each in estimate.expected:
        assert each.cost_usd == pytest.approx((2 * each.prompt_tokens + 8 * each.completion_tokens) / 1e6)
    assert estimate.cost_usd == pytest.approx(sum(each.cost_usd or 0 for each in estimate.expected))
    assert estimate.tokens == sum(each.prompt_tokens + each.completion_tokens for each in estimate.expected)


def test_prompts_are_as_long_as_what_they_show(tmp_path: Path):
    found = by_purpose(estimate_campaign(spec_of(tmp_path)))
    each = {purpose: expected.prompt_tokens / expected.calls for purpose, expected in found.items()}
    assert each[Purpose.formulate] > 2 * each[Purpose.mutate]  # it shows a parent's solution as well
    assert each[Purpose.repair_solution] > each[Purpose.formulate]  # and what was wrong


def test_two_parents_make_longer_prompts_than_one(tmp_path: Path):
    two, one = (
        by_purpose(estimate_campaign(spec_of(tmp_path, strategies=[{"name": "s", "operators": {operator: 1}}])))
        for operator in ("combine", "scale_up")
    )
    assert 1.3 < two[Purpose.formulate].prompt_tokens / one[Purpose.formulate].prompt_tokens < 2


def test_only_checkers_that_are_on_are_paid(tmp_path: Path):
    found = by_purpose(estimate_campaign(spec_of(tmp_path, checkers=["program", "second_program", "judge_alignment"])))
    assert Purpose.program in found
    assert [purpose for purpose in found if purpose in JUDGES] == [Purpose.judge_alignment]


def test_a_back_translation_is_two_calls_of_which_one_shows_the_program_and_one_the_words(tmp_path: Path):
    found = by_purpose(estimate_campaign(spec_of(tmp_path, checkers=["program", "back_translation"])))
    assert {*BACK_TRANSLATION} < {*found} and Purpose.judge_alignment not in found
    assert found[Purpose.describe].calls == found[Purpose.judge_back_translation].calls == 160
    assert all((found[purpose].cost_usd or 0) > 0 for purpose in BACK_TRANSLATION)


def test_a_solution_without_formulation_is_shorter(tmp_path: Path):
    whole, bare = (by_purpose(estimate_campaign(spec_of(tmp_path, formulation=on))) for on in (True, False))
    assert bare[Purpose.formulate].completion_tokens < 0.8 * whole[Purpose.formulate].completion_tokens
    assert bare[Purpose.judge_alignment].prompt_tokens < whole[Purpose.judge_alignment].prompt_tokens


def test_each_purpose_has_the_price_of_its_own_teacher(tmp_path: Path):
    judge = {"model": "openai/judge", "prompt_usd": 0.0, "completion_usd": 0.0}
    found = by_purpose(estimate_campaign(spec_of(tmp_path, teachers={"judge": judge})))
    assert found[Purpose.judge_program].cost_usd == 0
    assert found[Purpose.judge_program].model == "openai/judge"
    assert found[Purpose.mutate].cost_usd


def test_a_model_without_a_price_is_named_with_the_remedy(tmp_path: Path):
    estimate = estimate_campaign(spec_of(tmp_path, teacher={"model": "openai/no-such-model"}))
    assert estimate.cost_usd is None
    assert estimate.calls > 0
    assert any("openai/no-such-model" in said and "prompt_usd" in said for said in estimate.sentences)


def test_a_target_takes_twice_as_many_candidates_while_nothing_is_measured(tmp_path: Path):
    assert estimate_campaign(spec_of(tmp_path, target=70)).candidates == 140
    assert estimate_campaign(spec_of(tmp_path, target=70, most_candidates=90)).candidates == 90


def test_seeds_in_words_alone_are_written_and_judged_as_well(tmp_path: Path):
    file = tmp_path / "seeds.jsonl"
    file.write_text("".join(json.dumps({"statement": seed.statement}) + "\n" for seed in SEEDS[:50]))
    own, shipped = (estimate_campaign(spec_of(tmp_path, seeds=seeds)) for seeds in (str(file), ""))
    assert (own.seeds, shipped.seeds) == (50, 0)
    without = by_purpose(shipped)
    more = {purpose: each.calls - without[purpose].calls for purpose, each in by_purpose(own).items()}
    assert more[Purpose.mutate] == 0
    assert more[Purpose.formulate] == more[Purpose.judge_alignment] == 50


def test_seeds_that_lack_their_answer_alone_are_judged_not_written(tmp_path: Path):
    file = tmp_path / "seeds.jsonl"
    rows = [seed.model_dump(mode="json", include={"statement", "formulation", "programs"}) for seed in SEEDS[:50]]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = by_purpose(estimate_campaign(spec_of(tmp_path, seeds=str(file))))
    assert found[Purpose.formulate].calls == 200
    assert found[Purpose.judge_alignment].calls == 250


def test_calls_lengths_and_survival_are_measured_where_the_lake_has_a_round_of_the_recipe(tmp_path: Path):
    trial = spec_of(tmp_path, campaign="trial", seed=9)
    publish(trial, 0, 4)
    publish(trial, 1, 40, (*answers(Purpose.mutate, 60, 500, 100), *answers(Purpose.formulate, 40, 900, 700)))
    estimate = estimate_campaign(spec_of(tmp_path, children=100, rounds=1))
    found = by_purpose(estimate)
    assert (estimate.measured_on, estimate.accepted) == (40, 50)
    assert {purpose: each.calls for purpose, each in found.items()} == {Purpose.mutate: 150, Purpose.formulate: 100}
    assert (found[Purpose.mutate].prompt_tokens, found[Purpose.mutate].completion_tokens) == (75_000, 15_000)
    assert found[Purpose.formulate].measured_on == 40
    assert any("measured on 40 candidates" in said for said in estimate.sentences)


def test_another_recipe_tells_lengths_but_no_calls(tmp_path: Path):
    trial = spec_of(tmp_path, campaign="trial", solver="highs")
    publish(trial, 0, 4)
    publish(trial, 1, 40, answers(Purpose.mutate, 60, 500, 100))
    estimate = estimate_campaign(spec_of(tmp_path, children=100, rounds=1))
    found = by_purpose(estimate)
    assert estimate.measured_on == 0
    assert found[Purpose.mutate].prompt_tokens == 500 * 105
    assert found[Purpose.formulate].measured_on == 0


def test_what_is_published_or_stands_in_an_open_rounds_book_is_not_paid_again(tmp_path: Path):
    spec = spec_of(tmp_path, children=40, rounds=2)
    publish(spec, 0, 4)
    publish(spec, 1, 40, answers(Purpose.mutate, 60, 500, 100))
    assert estimate_campaign(spec).calls == 60
    book = Ledger(Lake(spec.lake).work_folder(spec.campaign, 2)).call_file
    book.parent.mkdir(parents=True)
    book.write_text("".join(answer.model_dump_json() + "\n" for answer in answers(Purpose.mutate, 12, 500, 100)))
    assert estimate_campaign(spec).calls == 48
    publish(spec, 2, 40)
    done = estimate_campaign(spec)
    assert (done.calls, done.candidates) == (0, 0)
    assert "has reached its limit" in done.sentences[0]


def test_an_estimate_says_how_far_a_budget_goes(tmp_path: Path):
    whole = estimate_campaign(spec_of(tmp_path))
    assert whole.cost_usd
    half = spec_of(tmp_path, campaign_budget={"most_usd": whole.cost_usd / 2})
    assert "ends after about 100 of the 200 candidates" in estimate_campaign(half).sentences[-1]
    enough = spec_of(tmp_path, campaign_budget={"most_tokens": 2 * whole.tokens})
    assert "is enough" in estimate_campaign(enough).sentences[-1]
