"""Recipes of reinforcements, their files for verl, and what is asked."""

import json
import subprocess
from pathlib import Path

import polars
import pytest

from schemas.reinforce_spec import ReinforceSpec
from schemas.solve import SolverName
from tasks.launching.command import find_launch
from tasks.launching.recipe import read_recipe, recipe_names
from tasks.policy.job import numbered_question
from tasks.policy.procedural import procedural_problem
from tasks.policy.recipe import RECIPES
from tasks.policy.verl import write_verl


@pytest.mark.parametrize("name", recipe_names(RECIPES))
def test_every_recipe_is_a_spec_with_a_shipped_config(name: str):
    spec = ReinforceSpec.model_validate({"questions": "some.jsonl", **read_recipe(name, RECIPES)})
    assert find_launch(spec.launch.config).world_size >= 1


def test_verl_gets_rows_reward_and_a_launch_file(tmp_path: Path):
    fields = {"questions_per_step": 2, "batch_per_device": 2, "most_steps": 1, "solvers": ["copt", "pulp"]}
    launch = write_verl(ReinforceSpec.model_validate(read_recipe("dapo", RECIPES) | fields), tmp_path / "verl")
    rows = polars.read_parquet(tmp_path / "verl" / "train.parquet").to_dicts()
    assert [row["extra_info"]["solver"] for row in rows] == ["copt", "pulp"]
    assert json.loads((tmp_path / "verl" / "reward.json").read_text())["name"] == "optmill"
    assert "actor_rollout_ref.actor.clip_ratio_high=0.28" in launch.read_text()
    assert subprocess.run(["bash", "-n", str(launch)], check=False).returncode == 0


def test_procedural_questions_are_the_same_for_a_number_and_differ_by_it():
    spec = ReinforceSpec(most_steps=1, solvers=(SolverName.copt, SolverName.ortools))
    first, again, second = (numbered_question(spec, number) for number in (3, 3, 4))
    assert first == again
    assert first.statement != second.statement
    assert (first.solver, second.solver) == (SolverName.ortools, SolverName.copt)
    assert procedural_problem(1, 3).statement != procedural_problem(0, 3).statement
