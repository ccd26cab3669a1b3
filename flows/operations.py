"""The commands of a standing factory: up, deploy, down, schedule, pool."""

from pathlib import Path
from typing import Annotated

import typer

from flows.options import (
    Address,
    Campaign,
    Children,
    LakeOption,
    Model,
    Rounds,
    SpecFile,
    Target,
    teacher_fields,
)

pool_app = typer.Typer(no_args_is_help=True, help="Work pools of the standing factory.")
Home = Annotated[Path, typer.Option(envvar="OPTMILL_HOME", help="Folder that the factory's runs work in.")]


def up(
    home: Home = Path(),
    port: Annotated[int, typer.Option(help="Of Prefect's pages; reports are served on the next one.")] = 4200,
    gpu: Annotated[
        str, typer.Option(help="Template of the GPU pool where there is none: `gpu-process` or `gpu-docker`.")
    ] = "gpu-process",
) -> None:
    """Stand the factory up on this machine: server, work pools, automations, deployments, workers.

    Run again, it starts what has ended. Example: `optmill up`
    """
    from flows.operation_commands import up_command

    up_command(home, port, gpu)


def deploy(home: Home = Path()) -> None:
    """Give the Prefect server of PREFECT_API_URL the work pools, automations and deployments.

    Example: `PREFECT_API_URL=http://prefect:4200/api optmill deploy`
    """
    from flows.operation_commands import deploy_command

    deploy_command(home)


def down(home: Home = Path()) -> None:
    """End what `optmill up` started; runs that are cut off go on when it is up again.

    Example: `optmill down`
    """
    from flows.operation_commands import down_command

    down_command(home)


def schedule(
    lake: LakeOption = "lake",
    campaign: Campaign = "default",
    children: Children = None,
    rounds: Rounds = None,
    target: Target = None,
    model: Model = None,
    address: Address = None,
    spec: SpecFile = None,
    cron: Annotated[str, typer.Option(help="When, in UTC, such as `0 2 * * *`; default: only when asked.")] = "",
    now: Annotated[bool, typer.Option("--now", help="Run it at once, too.")] = False,
    home: Home = Path(),
) -> None:
    """Deploy a campaign under its own name at the standing factory, on a schedule.

    Example: `optmill schedule --campaign nightly --target 1000 --cron "0 2 * * *"`
    """
    from flows.operation_commands import schedule_command

    chosen = {"lake": lake, "campaign": campaign, "children": children, "rounds": rounds, "target": target}
    schedule_command(chosen | {"teacher": teacher_fields(model, address)}, spec, home, cron, now)


@pool_app.command("create")
def pool_create(
    name: Annotated[str, typer.Argument(help="Name of the work pool, such as `optmill-gpu`.")],
    kind: Annotated[
        str, typer.Option(help="`process`, `docker`, `kubernetes`, `gpu-process`, `gpu-docker` or `gpu-kubernetes`.")
    ] = "process",
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="Default of a variable of the template, as NAME=VALUE.")
    ] = None,
    home: Home = Path(),
) -> None:
    """Create a work pool from a template that ships, or bring it up to date.

    Example: `optmill pool create optmill-gpu --kind gpu-kubernetes --set nodes=2 --set gpus=8`
    """
    from flows.operation_commands import pool_command

    pool_command(name, kind, settings or [], home)
