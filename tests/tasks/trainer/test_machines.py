"""Several machines train together: here two on loopback, each with a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from schemas.training import TrainingResult
from tasks.launching.command import CONFIGS
from tasks.launching.job import write_job
from tasks.launching.meeting import END, NODES
from tasks.launching.node import INDEX
from tests.mill import ROOT
from tests.tasks.trainer.jobs import tiny_spec

FLOW = """
import sys
from pathlib import Path
from tasks.launching.training import run_training

run_training(Path(sys.argv[1]))
"""
"""What a flow run does."""


def machine(index: int, folder: Path, *command: str | Path) -> subprocess.Popen[bytes]:
    """A machine of a cluster of two."""
    own = {INDEX: str(index), NODES: str(folder), "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "tasks.launching.node", *map(str, command)]
    return subprocess.Popen(words, env=os.environ | own, cwd=ROOT, stderr=subprocess.PIPE)


def test_a_second_machine_joins_the_training_that_the_flow_run_of_the_first_one_launches(
    small_set: Path, tiny_model: Path, tmp_path: Path
):
    told: dict[str, Any] = yaml.safe_load((CONFIGS / "cpu_fsdp2.yaml").read_text())
    config = tmp_path / "two_machines.yaml"
    config.write_text(yaml.safe_dump(told | {"num_machines": 2, "rdzv_backend": "c10d"}))
    output = tmp_path / "model"
    job = write_job(tiny_spec(small_set, tiny_model, output, most_steps=2, launch={"config": str(config)}))
    second = machine(1, tmp_path / "nodes")
    first = machine(0, tmp_path / "nodes", sys.executable, "-c", FLOW, job)
    said = [each.communicate(timeout=300)[1].decode() for each in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), said
    result = TrainingResult.model_validate_json((output / "result.json").read_text())
    assert (result.world_size, result.sharding, len(set(result.rank_losses))) == (2, "fsdp2", 2)
    assert (tmp_path / "nodes" / END).exists()
    assert (output / "trainer-1.log").exists()
