"""The command that starts the trainer's processes, by an accelerate config."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from schemas.frozen import Frozen
from schemas.trainer_spec import TrainerSpec
from tasks.launching.errors import TrainingRefused

CONFIGS = Path(__file__).parents[2] / "deployments" / "accelerate"
RANK, ADDRESS, PORT = "MACHINE_RANK", "MASTER_ADDR", "MASTER_PORT"
"""Environment variables: which of several machines this is, and where the first one is."""
LIBRARIES = {"DEEPSPEED": "deepspeed"}
"""What a distributed type needs."""
TRAINER = "OPTMILL_TRAINER"
"""Environment variable with the interpreter of the trainer's environment."""


class Launch(Frozen):
    """An accelerate config, and what it means."""

    file: str
    world_size: int
    machines: int
    library: str = ""
    """What the trainer's environment needs beside its own packages."""


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
    library = LIBRARIES.get(told.get("distributed_type", ""), "")
    world, machines = told["num_processes"], told.get("num_machines", 1)
    return Launch(file=str(path), world_size=world, machines=machines, library=library)


def require_library(launch: Launch, python: str) -> None:
    """Raise TrainingRefused where the trainer's environment lacks what the config needs: no further try would help."""
    if not launch.library:
        return
    program = f"import sys; from importlib.util import find_spec; sys.exit(find_spec({launch.library!r}) is None)"
    if subprocess.run([python, "-c", program], check=False).returncode:  # noqa: S603 - the trainer's interpreter
        raise TrainingRefused(
            f"{launch.file} needs {launch.library} in the trainer's environment ({python}): pip install "
            f"{launch.library} there, or choose fsdp2"
        )


def launch_command(spec: TrainerSpec, launch: Launch, job: Path) -> list[str]:
    """What starts the processes of this machine."""
    command = [trainer_python(spec.launch.python), "-m", "accelerate.commands.launch", "--config_file", launch.file]
    return [*command, *where_it_is(launch), "-m", "tasks.trainer", "--job", str(job)]


def trainer_python(chosen: str = "") -> str:
    """Interpreter of the trainer's environment: the chosen one, else what `OPTMILL_TRAINER` says, else this one."""
    return chosen or os.environ.get(TRAINER) or sys.executable


def where_it_is(launch: Launch) -> list[str]:
    """For several machines: which one this is, and where the first one is, from the environment that started it.

    Raises:
        TrainingRefused: the environment does not say.
    """
    if launch.machines == 1:
        return ["--main_process_port", "0"] if launch.world_size > 1 else []
    words = {RANK: "machine_rank", ADDRESS: "main_process_ip", PORT: "main_process_port"}
    lacking = [name for name in words if name not in os.environ]
    if lacking:
        raise TrainingRefused(f"{launch.file} is for {launch.machines} machines, and {', '.join(lacking)} is not set")
    return [word for name, option in words.items() for word in (f"--{option}", os.environ[name])]
