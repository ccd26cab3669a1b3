"""`optmill estimate`: what a campaign will cost, before anybody is asked."""

import json
from pathlib import Path

from tests.conftest import Optmill


def test_an_estimate_needs_neither_key_nor_lake_and_says_what_it_rests_on(optmill: Optmill, tmp_path: Path):
    words = ("estimate", "--model", "openai/gpt-4.1", "--rounds", "5", "--children", "500", "--lake", tmp_path / "lake")
    finished = optmill(*words)
    assert finished.returncode == 0, finished.stderr
    assert "judge_alignment" in finished.stderr
    assert "for 2500 candidates" in finished.stderr
    assert "openai/gpt-4.1: $2 a million tokens asked, $8 answered" in finished.stderr
    assert "Calls and survival: assumed" in finished.stderr
    assert not (tmp_path / "lake").exists()


def test_scripts_get_an_estimate_as_json_alone(optmill: Optmill, tmp_path: Path):
    finished = optmill("estimate", "--model", "openai/gpt-4.1", "--lake", tmp_path / "lake", "--json")
    said = json.loads(finished.stdout)
    assert said["candidates"] == 200
    assert said["cost_usd"] > 1
    assert sum(each["calls"] for each in said["expected"]) == said["calls"]


def test_a_seeds_file_that_is_not_there_is_named(optmill: Optmill, tmp_path: Path):
    finished = optmill("estimate", "--seeds", tmp_path / "no.jsonl", "--lake", tmp_path / "lake")
    assert finished.returncode == 2
    assert "no.jsonl" in finished.stderr
    assert "Traceback" not in finished.stderr
