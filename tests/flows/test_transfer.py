"""A solver transfer goes through from translated problems to its table, every arm trained for a step."""

import json
import subprocess
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from flows.prefect_server import OwnServer
from flows.transfer_commands import transfer_spec
from tasks.policy.translating import write_translated
from tests.mill import ROOT
from tests.transfer_world import problems, translated

SPEC = """
train = ["ortools", "copt"]
test = ["copt"]
samples = 2
held_out = 2

[finetune]
most_steps = 1
method = "full"
precision = "float32"
gradient_checkpointing = false
launch.config = "single_cpu"

[reinforce]
model = "{model}"
most_steps = 1
questions_per_step = 2
group = 2
batch_per_device = 4
answer_tokens = 8
evaluate_every = 1
method = "full"
precision = "float32"
gradient_checkpointing = false
launch.config = "single_cpu"
reward.door = "local"

[evaluation]
door = "local"
answer_tokens = 8
"""
KNOWN = 4
"""Problems that are not held out."""


@pytest.mark.slow
@pytest.mark.skipif(find_spec("trl") is None, reason="the train extra is not installed")
def test_a_transfer_trains_adapts_and_tables_every_arm(prefect_server: OwnServer, warm: Path, tmp_path: Path):
    rows = transferred(warm, tmp_path)
    assert [(row["arm"], row["trained"]) for row in rows] == [
        ("base", "-"),
        ("base-rl-ortools", "ortools"),
        ("base-sft-ortools", "ortools"),
        ("base-rl-ortools-few-copt", "ortools > copt"),
        ("base-rl-ortools-few-copt-rl-copt", "ortools > copt > copt"),
        ("base-sft-ortools-few-copt", "ortools > copt"),
        ("base-rl-copt", "copt"),
        ("base-sft-copt", "copt"),
        ("base-rl-ortools-rl-copt", "ortools > copt"),
        ("base-rl-ortools-copt", "ortools+copt"),
    ]
    assert [row["samples"] for row in rows] == [0, 0, KNOWN, 2, 2, KNOWN + 2, 0, KNOWN, 0, 0]
    assert [row["solver_calls"] for row in rows] == [0, 4, KNOWN, 6, 10, KNOWN + 2, 4, KNOWN, 8, 4]
    assert all("%" in row["copt"] for row in rows)


def transferred(interpreter: Path, folder: Path) -> list[dict[str, Any]]:
    """The table of a transfer with a minute model, of problems one of which has a wrong answer."""
    from flows.transfer import transfer

    base = folder / "base"
    subprocess.run([interpreter, "-m", "tests.transfer_model", base, "16", "1"], cwd=ROOT, check=True)
    known = translated(islice(problems(0), KNOWN + 2), "known")
    wrong = known[0].model_copy(update={"id": "wrong", "answer": "1"})
    write_translated(folder / "problems.jsonl", [wrong, *known])
    (folder / "spec.toml").write_text(f'problems = "{folder}/problems.jsonl"\n{SPEC.format(model=base)}')
    rows = transfer(transfer_spec(folder / "spec.toml", folder / "transfer"))
    assert rows == json.loads((folder / "transfer" / "transfer.json").read_text())
    return rows
