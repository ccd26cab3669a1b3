"""A campaign whose teacher is a language model, over real HTTP."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from schemas.candidate import Candidate
from tasks.difference import compare_lakes
from tasks.lake.lake import Lake
from tests.conftest import Optmill
from tests.model_server.client import RunningServer
from tests.model_server.dress import MANNERS
from tests.model_server.settings import Settings
from tests.teacher_chaos import chaos

KEY = "sk-mill-very-secret-0123456789"
SETTINGS = Settings(
    latency_seconds=0.02,
    manners=dict.fromkeys(MANNERS, 1.0),
    unreadable=0.05,
    faults={"rate_limited": 0.03, "busy": 0.03, "malformed": 0.03, "reset": 0.02, "content_filter": 0.01},
    retry_after=0.1,
    plants={"wrong_coefficient": 0.1, "misaligned": 0.1, "missing_number": 0.1, "infeasible": 0.1},
)


@pytest.fixture(scope="module")
def server() -> Generator[RunningServer]:
    with RunningServer(SETTINGS) as running:
        yield running


def spec_at(server: RunningServer, folder: Path, more: str = "") -> Path:
    path = folder / "spec.toml"
    teacher = f'[teacher]\nmodel = "openai/mill"\naddress = "{server.address}"\nkey = "MILL_KEY"\n'
    path.write_text(f"{more}\n{teacher}")
    return path


@pytest.fixture(scope="module")
def campaign(
    server: RunningServer, tmp_path_factory: pytest.TempPathFactory, optmill: Optmill
) -> tuple[Path, Path, dict[str, Any]]:
    """A lake that a language model filled, its spec, and what the command said."""
    folder = tmp_path_factory.mktemp("language")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILL_KEY", KEY)
        spec = spec_at(server, folder)
        finished = optmill(
            "campaign", "--rounds", "2", "--children", "24", "--lake", folder / "lake", "--spec", spec, "--json"
        )
    assert finished.returncode == 0, finished.stderr
    return folder / "lake", spec, json.loads(finished.stdout)


Made = tuple[Path, Path, dict[str, Any]]


def children(lake: Path) -> tuple[Candidate, ...]:
    return Lake(lake).candidates("default", from_round=1, accepted=False)


def test_every_child_is_accepted_or_rejected_with_a_reason(campaign: Made):
    lake, _, said = campaign
    found = children(lake)
    assert len(found) == 48
    assert all((child.rejected_stage is None) == (child.rejected_reason is None) for child in found)
    accepted = [child for child in found if child.is_alive()]
    assert 20 < len(accepted) < 48
    assert sum(manifest["accepted"] for manifest in said["manifests"]) == len(accepted)


def test_what_is_accepted_was_judged_aligned_by_an_explicit_verdict(campaign: Made):
    for child in children(campaign[0]):
        if child.is_alive():
            assert "judge_alignment" in child.evidence.checkers
            assert child.blueprint is None


def test_judges_have_books_of_their_own_with_what_they_cost(campaign: Made):
    rows = {row["checker"]: row for row in campaign[2]["checkers"] if row["attempt"] == 0}
    for judge in ("judge_description", "judge_alignment", "judge_program", "judge_variables", "judge_constraints"):
        assert rows[judge]["entered"] > 0
        assert rows[judge]["calls"] >= rows[judge]["entered"] - rows[judge]["abstained"]
        assert rows[judge]["tokens"] > 0


def test_an_estimate_is_near_what_was_asked(campaign: Made, optmill: Optmill, tmp_path: Path):
    lake, spec, said = campaign
    sizes = ("--children", "24", "--spec", spec, "--json")
    asked, tokens = (sum(manifest[name] for manifest in said["manifests"]) for name in ("calls", "tokens"))
    before = json.loads(optmill("estimate", "--rounds", "2", "--lake", tmp_path / "lake", *sizes).stdout)
    assert before["measured_on"] == 0
    assert 0.75 < before["calls"] / asked < 1.33
    assert 0.6 < before["tokens"] / tokens < 1.6
    after = json.loads(optmill("estimate", "--rounds", "4", "--lake", lake, *sizes).stdout)
    assert after["measured_on"] == after["candidates"] == 48
    assert 0.9 < after["calls"] / asked < 1.1
    assert 0.8 < after["tokens"] / tokens < 1.2


def test_the_key_stands_nowhere(campaign: Made):
    lake = campaign[0]
    files = [path for path in lake.parent.rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        assert KEY.encode() not in path.read_bytes(), path
    assert KEY not in json.dumps(campaign[2])


def test_the_whole_campaign_replays_from_its_lake_without_a_provider(
    campaign: Made, server: RunningServer, optmill: Optmill, tmp_path: Path
):
    lake, spec, _ = campaign
    server.reset()
    again = tmp_path / "lake"
    words = ("campaign", "--rounds", "2", "--children", "24", "--lake", again, "--spec", spec)
    finished = optmill(*words, "--replay", lake, "--json")
    assert finished.returncode == 0, finished.stderr
    assert server.stats().get("requests", 0) == 0
    difference = compare_lakes(lake, again)
    assert difference.same, difference.summary()
    assert all(manifest["cost_usd"] == 0 for manifest in json.loads(finished.stdout)["manifests"])


def test_a_replay_says_what_its_record_lacks(campaign: Made, optmill: Optmill, tmp_path: Path):
    lake, spec, _ = campaign
    words = ("evolve", "--children", "24", "--seed", "9", "--lake", tmp_path / "lake", "--spec", spec)
    finished = optmill(*words, "--replay", lake)
    assert finished.returncode == 2
    assert "holds no answer of openai/mill" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_budget_ends_a_campaign_cleanly_and_near_its_limit(
    server: RunningServer, optmill: Optmill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MILL_KEY", KEY)
    most = 150_000
    limits = f"seed = 5\nrounds = 5\nchildren = 24\ncampaign_budget = {{ most_tokens = {most} }}"
    spec = spec_at(server, tmp_path, limits)
    finished = optmill("campaign", "--lake", tmp_path / "lake", "--spec", spec, "--json")
    assert finished.returncode == 0, finished.stderr
    said = json.loads(finished.stdout)
    assert said["ending"]["limit"] == "budget"
    assert 0.3 * most < said["ending"]["tokens"] < 1.2 * most
    found = children(tmp_path / "lake")
    assert any(child.is_alive() for child in found)
    assert any(child.rejected_reason == "budget_exhausted" for child in found)
    assert all((child.rejected_stage is None) == (child.rejected_reason is None) for child in found)


def test_a_budget_in_dollars_needs_a_price(optmill: Optmill, tmp_path: Path):
    spec = tmp_path / "spec.toml"
    spec.write_text('budget = { most_usd = 3 }\n[teacher]\nmodel = "openai/no-such-model"\n')
    finished = optmill("evolve", "--lake", tmp_path / "lake", "--spec", spec)
    assert finished.returncode == 2
    assert "prompt_usd" in finished.stderr
    assert not (tmp_path / "lake").exists()


@pytest.mark.slow
def test_no_answer_that_was_received_is_asked_for_again_after_a_kill():
    well, words = chaos(kills=2, children=24, seed=1)
    assert well, words


def test_a_round_may_leave_the_formulation_out(
    server: RunningServer, tmp_path: Path, optmill: Optmill, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MILL_KEY", KEY)
    spec = spec_at(server, tmp_path, "formulation = false")
    finished = optmill("evolve", "--children", "10", "--lake", tmp_path / "lake", "--spec", spec, "--json")
    assert finished.returncode == 0, finished.stderr
    found = children(tmp_path / "lake")
    accepted = [child for child in found if child.is_alive()]
    assert len(found) == 10 and accepted
    assert all(child.formulation == "" and child.programs and child.status for child in accepted)
    assert all("constraints" in child.evidence.abstained for child in accepted)
    assert all("judge_constraints" in child.evidence.checkers for child in accepted)
