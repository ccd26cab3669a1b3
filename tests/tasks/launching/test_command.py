import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from schemas.finetune_spec import FinetuneSpec
from schemas.trainer_spec import LaunchSpec, Method
from tasks.launching.command import CONFIGS, find_launch, launch_command, require_library, trainer_python
from tasks.launching.errors import TrainingRefused
from tasks.launching.job import write_job
from tasks.launching.recipe import read_recipe, recipe_names

SHIPPED = sorted(path.stem for path in CONFIGS.glob("*.yaml"))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_config_says_its_processes(name: str):
    launch = find_launch(name)
    assert launch.world_size % launch.machines == 0
    assert (launch.world_size == 1) == name.startswith("single_")


@pytest.mark.parametrize("name", SHIPPED)
def test_accelerate_reads_every_shipped_config_and_has_all_of_its_options(name: str):
    pytest.importorskip("accelerate", reason="the train extra is not installed")
    configs: Any = import_module("accelerate.commands.config.config_args")
    launching: Any = import_module("accelerate.commands.launch")
    config = configs.load_config_from_file(str(CONFIGS / f"{name}.yaml"))
    options = {action.dest for action in launching.launch_command_parser()._actions}
    assert {*config.fsdp_config, *config.deepspeed_config} <= options
    assert config.num_processes == find_launch(name).world_size
    assert (config.deepspeed_config != {}) == name.startswith("zero")


def test_zero_without_deepspeed_is_refused_before_anything_is_launched():
    with pytest.raises(TrainingRefused, match=r"zero3\.yaml needs deepspeed in the trainer's environment"):
        require_library(find_launch("zero3"), sys.executable)
    require_library(find_launch("fsdp2"), sys.executable)


def test_the_trainers_interpreter_is_the_specs_else_the_environments_else_ours(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPTMILL_TRAINER", "/opt/trainer/bin/python")
    assert trainer_python("/mine/python") == "/mine/python"
    assert trainer_python() == "/opt/trainer/bin/python"
    monkeypatch.delenv("OPTMILL_TRAINER")
    assert trainer_python() == sys.executable


def test_the_specs_description_names_every_shipped_config():
    described = LaunchSpec.model_fields["config"].description or ""
    assert all(name in described for name in SHIPPED)


@pytest.mark.parametrize("name", recipe_names())
def test_every_recipe_is_a_spec_with_a_shipped_config(name: str):
    spec = FinetuneSpec.model_validate(read_recipe(name))
    assert find_launch(spec.launch.config).world_size >= 1


def test_storms_recipe_has_the_papers_batch_of_eight():
    spec = FinetuneSpec.model_validate(read_recipe("storm_sft"))
    world = find_launch(spec.launch.config).world_size
    assert spec.batch_per_device * spec.accumulate * world == 8
    assert (spec.method, spec.learning_rate, spec.epochs, spec.example_tokens) == (Method.full, 1e-5, 3, 22_000)


def test_several_machines_are_told_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    launch, spec = find_launch("multi_node"), FinetuneSpec()
    monkeypatch.delenv("MACHINE_RANK", raising=False)
    with pytest.raises(TrainingRefused, match="MACHINE_RANK"):
        launch_command(spec, launch, tmp_path / "job.json")
    for name, value in (("MACHINE_RANK", "1"), ("MASTER_ADDR", "10.0.0.1"), ("MASTER_PORT", "29500")):
        monkeypatch.setenv(name, value)
    command = " ".join(launch_command(spec, launch, tmp_path / "job.json"))
    assert "--machine_rank 1 --main_process_ip 10.0.0.1 --main_process_port 29500 -m tasks.trainer" in command


def test_a_folder_with_another_jobs_training_is_left_alone(tmp_path: Path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("{}\n")
    spec = FinetuneSpec(data=str(rows), output=str(tmp_path / "model"))
    write_job(spec)
    write_job(spec.model_copy(update={"launch": spec.launch.model_copy(update={"stall_minutes": 5.0})}))
    with pytest.raises(TrainingRefused, match="differs in learning_rate, seed; choose another"):
        write_job(spec.model_copy(update={"learning_rate": 1e-5, "seed": 1}))
