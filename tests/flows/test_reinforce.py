"""Reinforcement as a user meets it: the command line, and Prefect's record."""

import json
import subprocess
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import polars as pl
import pytest

from flows.prefect_server import OwnServer
from tests.artifacts import artifacts
from tests.mill import ROOT, run
from tests.transfer_world import problems

SPEC = """
questions_per_step = 2
group = 2
batch_per_device = 4
answer_tokens = 8
method = "full"
precision = "float32"
gradient_checkpointing = false
"""


@pytest.mark.skipif(find_spec("trl") is None, reason="the train extra is not installed")
def test_a_policy_is_trained_at_the_command_line_and_seen_in_prefect(
    prefect_server: OwnServer, warm: Path, tmp_path: Path
):
    model, output, rows = tmp_path / "tiny", tmp_path / "policy", tmp_path / "questions.jsonl"
    subprocess.run([warm, "-m", "tests.transfer_model", model, "16", "1"], cwd=ROOT, check=True)
    asked = [{"question": problem.words, "answer": problem.objective} for problem in islice(problems(0), 3)]
    rows.write_text("".join(f"{json.dumps(row)}\n" for row in asked))
    (tmp_path / "spec.toml").write_text(SPEC)
    words = ["--questions", rows, "--held-out", rows, "--model", model, "--most-steps", "1", "--config", "single_cpu"]
    words += ["--recipe", "grpo", "--spec", tmp_path / "spec.toml", "--solver", "ortools", "--door", "local"]
    done = run(tmp_path / "home", "reinforce", *words, "-o", output, "--json", server=prefect_server.url)
    assert done.returncode == 0, done.stderr
    manifest = json.loads(done.stdout)
    assert manifest == json.loads((output / "manifest.json").read_text())
    assert (manifest["spec"]["solvers"], manifest["spec"]["policy"]["loss"]) == (["ortools"], "grpo")
    assert (manifest["result"]["completions"], manifest["result"]["held_out_solved"]) == (4, 0.0)
    rollouts = pl.read_parquet(output / "rollouts.parquet")
    assert rollouts.height == 4 + 2 * len(asked), "a group of two for each question held out"
    assert {float(label) for label in rollouts["label"]} == {row["answer"] for row in asked}
    found = artifacts()
    assert found["training-policy"]["data"] == 100.0
    assert found["rewards-policy"]["data"].startswith("data:image/png;base64,")
    assert "100.0%" in found["flaws-policy"]["data"]
