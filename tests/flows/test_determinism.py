"""Same spec, same seed: the same rows, whoever works at it, in however many shards, wherever the seeds lie."""

import json
import shutil
from pathlib import Path

from tasks.seed_file import SHIPPED
from tests.conftest import CAMPAIGN, Optmill


def test_two_fresh_lakes_from_one_spec_hold_the_same_rows(evolved: Path, tmp_path: Path, optmill: Optmill):
    spec = tmp_path / "other-hands.toml"
    spec.write_text("shards = 5\nslots = 1\n[teacher]\nconcurrency = 3\n")
    lake = tmp_path / "lake"
    seeds = shutil.copy(SHIPPED, tmp_path / "the-same.jsonl")
    finished = optmill(*CAMPAIGN, "--lake", lake, "--spec", spec, "--seeds", seeds, "--json")
    assert finished.returncode == 0, finished.stderr
    compared = optmill("diff", evolved, lake, "--json")
    assert compared.returncode == 0, compared.stdout[:3000]
    assert json.loads(compared.stdout)["compared"]["candidates"] == [308, 308]
