"""A round whose programs are told in words by one model and held against the problems by another, over real HTTP."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from schemas.candidate import Candidate
from schemas.teacher import BACK_TRANSLATION
from tasks.difference import compare_lakes
from tasks.lake.lake import Lake
from tests.conftest import Optmill
from tests.model_server.client import RunningServer
from tests.model_server.errors import plant_key

KINDS = ("wrong_coefficient_everywhere", "dropped_constraint_everywhere", "flipped_sense_everywhere")
"""Errors of program and formulation alike, so that nothing but the words is right."""
SPEC = """
children = 20
checkers = ["program", "back_translation"]
[teacher]
model = "openai/mill"
address = "{address}"
[teachers.describe]
model = "openai/teller"
address = "{address}"
"""
Made = tuple[Path, dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, optmill: Optmill) -> Made:
    """The folder of a lake and of its replay, and what the server counted in the replay."""
    folder = tmp_path_factory.mktemp("back")
    with RunningServer(plants=dict.fromkeys(KINDS, 0.12), judge_recall=1.0, mends=1.0) as server:
        spec = folder / "spec.toml"
        spec.write_text(SPEC.format(address=server.address))
        finished = optmill("evolve", "--lake", folder / "lake", "--spec", spec, "--json")
        assert finished.returncode == 0, finished.stderr
        (folder / "planted.json").write_text(json.dumps([plant["key"] for plant in server.plants()]))
        server.reset()
        again = optmill("evolve", "--lake", folder / "again", "--spec", spec, "--replay", folder / "lake", "--json")
        assert again.returncode == 0, again.stderr
        return folder, server.stats()


def wrong_ones(folder: Path) -> tuple[set[str], dict[str, Candidate]]:
    """Ids of the children whose first solution had an error, and all children."""
    lake, planted = Lake(folder / "lake"), set(json.loads((folder / "planted.json").read_text()))
    children = {child.id: child for child in lake.candidates("default", accepted=False) if child.round}
    calls = lake.scan("calls").collect().to_dicts()
    first = [call["text"] for call in calls if call["purpose"] == "formulate"]
    wrong = {
        child.id for child in children.values() if any(plant_key([child.statement], text) in planted for text in first)
    }
    return wrong, children


def test_what_is_wrong_everywhere_but_in_the_words_is_found_and_mended_and_what_is_right_passes(made: Made):
    wrong, children = wrong_ones(made[0])
    rows = Lake(made[0] / "lake").scan("verdicts").collect().to_dicts()
    first = {row["candidate_id"]: row for row in rows if row["checker"] == "back_translation" and not row["attempt"]}
    found = {name for name, row in first.items() if row["outcome"] == "failed"}
    assert found and found == wrong & first.keys()
    assert {first[name]["reason"] for name in found} == {"back_translation_differs"}
    mended = [children[name] for name in found if children[name].is_alive()]
    assert mended
    assert all(child.repairs and "back_translation" in child.evidence.checkers for child in mended)
    right = [children[name] for name in first.keys() - wrong]
    assert right and all(child.is_alive() and "back_translation" in child.evidence.checkers for child in right)


def test_both_calls_are_kept_with_their_models_and_stand_in_the_books(made: Made):
    calls = Lake(made[0] / "lake").scan("calls").collect().to_dicts()
    asked = Counter((call["purpose"], call["model"]) for call in calls if call["purpose"] in BACK_TRANSLATION)
    books = Lake(made[0] / "lake").scan("survival").collect().to_dicts()
    looks = [row for row in books if row["checker"] == "back_translation"]
    entered = sum(row["entered"] for row in looks)
    assert {*asked} == {("describe", "openai/teller"), ("judge_back_translation", "openai/mill")}
    assert sum(row["calls"] for row in looks) == 2 * entered
    assert entered >= max(asked.values()) > 0


def test_a_replay_asks_nobody_and_gives_the_same_rows(made: Made):
    folder, stats = made
    assert stats.get("requests", 0) == 0
    difference = compare_lakes(folder / "lake", folder / "again")
    assert difference.same, difference.summary()


def test_a_spec_that_does_not_name_it_asks_for_no_description(optmill: Optmill, tmp_path: Path):
    with RunningServer() as server:
        spec = tmp_path / "spec.toml"
        spec.write_text(f'[teacher]\nmodel = "openai/mill"\naddress = "{server.address}"\n')
        finished = optmill("evolve", "--children", "4", "--lake", tmp_path / "lake", "--spec", spec, "--json")
    assert finished.returncode == 0, finished.stderr
    purposes = Lake(tmp_path / "lake").scan("calls").collect()["purpose"].unique().to_list()
    assert "judge_alignment" in purposes
    assert not {*BACK_TRANSLATION} & {*purposes}
