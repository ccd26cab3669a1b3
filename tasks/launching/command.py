"""The command that starts the trainer's processes, by an accelerate config."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from schemas.frozen import Frozen
from schemas.trainer_spec import TrainerSpec
from tasks.launching.errors import TrainingRefused

CONFIGS = Path(__file__).parents[2] / "deployments" / "accelerate"


class Launch(Frozen):
    """An accelerate config, and what it means."""

    file: str
    world_size: int
    machines: int


def find_launch(config: str) -> Launch:
    """A shipped config by its name, or a file.

    Raises:
        TrainingRefused: there is none, or it says no number of processes.
    """
    shipped = CONFIGS / f"{config}.yaml"
    path = shipped if shipped.is_file() else Path(config)
    if not path.is_file():
        names = ", ".join(sorted(file.stem for file in CONFIGS.glob("*.yaml")))
        raise TrainingRefused(f"launch.config = {config!r} is no file; shipped are {names}")
    content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, Mapping) or not isinstance(content.get("num_processes"), int):  # pyright: ignore[reportUnknownMemberType] - YAML has no types
        raise TrainingRefused(f"{path} says no num_processes; write it with `accelerate config`")
    told = cast("Mapping[str, Any]", content)
    return Launch(file=str(path), world_size=told["num_processes"], machines=told.get("num_machines", 1))


def launch_command(spec: TrainerSpec, launch: Launch, job: Path) -> list[str]:
    """What starts the processes of this machine."""
    python = spec.launch.python or sys.executable
    command = [python, "-m", "accelerate.commands.launch", "--config_file", launch.file]
    return [*command, *where_it_is(launch), "-m", "tasks.trainer", "--job", str(job)]


def where_it_is(launch: Launch) -> list[str]:
    """For several machines: which one this is, and where the first one is, from the environment that started it.

    Raises:
        TrainingRefused: the environment does not say.
    """
    if launch.machines == 1:
        return ["--main_process_port", "0"] if launch.world_size > 1 else []
    words = {"MACHINE_RANK": "machine_rank", "MASTER_ADDR": "main_process_ip", "MASTER_PORT": "main_process_port"}
    lacking = [name for name in words if name not in os.environ]
    if lacking:
        raise TrainingRefused(f"{launch.file} is for {launch.machines} machines, and {', '.join(lacking)} is not set")
    return [word for name, option in words.items() for word in (f"--{option}", os.environ[name])]
