"""A small model on this processor goes through a benchmark from end to end, killed on the way and gone on with."""

import signal
import time
from pathlib import Path

import pytest

from flows.prefect_server import OwnServer
from tasks.lake.benchmark_partition import read_manifest, read_rollouts
from tasks.lake.lake import Lake
from tests.conftest import Optmill
from tests.flows.test_benchmark import questions
from tests.mill import start
from tests.tasks.trainer.tiny import make_model

pytest.importorskip("transformers", reason="the train extra is not installed")
pytest.importorskip("torch", reason="the train extra is not installed")

ITEMS = 12


def test_a_local_model_goes_through_interrupted_and_resumed(
    optmill: Optmill, standing_server: OwnServer, tmp_path: Path
):
    sets, model = questions(tmp_path / "seeds.jsonl", ITEMS), make_model(tmp_path / "tiny", [])
    spec = tmp_path / "spec.toml"
    spec.write_text("[model]\nmax_tokens = 120\nconcurrency = 2\n")
    asked = ("benchmark", sets, "--model", f"hf/{model}", "--spec", spec, "--run", "tiny", "--lake", tmp_path / "lake")
    killed = start(tmp_path / "home", *asked, server=standing_server.url)
    book = tmp_path / "lake" / "_work" / "benchmark=tiny" / "run" / "calls.jsonl"
    until = time.monotonic() + 90
    while time.monotonic() < until and not (book.exists() and len(book.read_text().splitlines()) >= 2):
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    before = book.read_text().splitlines()
    assert 2 <= len(before) < ITEMS
    finished = optmill(*asked)
    assert finished.returncode == 0, finished.stderr
    assert book.read_text().splitlines()[: len(before)] == before
    rollouts = read_rollouts(Lake(tmp_path / "lake"), "tiny")
    assert len(rollouts) == ITEMS == len(book.read_text().splitlines())
    assert all(rollout.model == f"hf/{model}" and rollout.answering.completion_tokens for rollout in rollouts)
    assert read_manifest(Lake(tmp_path / "lake"), "tiny").calls == ITEMS
    assert "unreadable" in finished.stderr
