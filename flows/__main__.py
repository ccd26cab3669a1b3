"""The command line: `optmill --help`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.ablate_commands import ablate
from flows.benchmark_commands import benchmark
from flows.errors import user_errors
from flows.export_commands import export
from flows.finetune_commands import finetune
from flows.options import (
    Address,
    Campaign,
    Children,
    DoorOption,
    JsonFlag,
    LakeOption,
    Model,
    MostCandidates,
    MostSeconds,
    Replay,
    Rounds,
    SeedNumber,
    SeedsFile,
    Solver,
    SpecFile,
    Target,
)
from flows.stdout import answering
from schemas.solve import SolverName

app = typer.Typer(
    name="optmill",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="A data factory for optimization modelling: seed problems in, verified problems with lineage out.",
)
seeds_app = typer.Typer(no_args_is_help=True, help="Seed problems: those that ship, and your own.")
app.add_typer(seeds_app, name="seeds")
images_app = typer.Typer(no_args_is_help=True, help="Container images that programs run in, one a solver.")
app.add_typer(images_app, name="images")
pool_app = typer.Typer(no_args_is_help=True, help="Work pools of the standing factory.")
app.add_typer(pool_app, name="pool")
app.command()(benchmark)
app.command()(export)
app.command()(finetune)
app.command()(ablate)


@app.command()
def evolve(
    lake: LakeOption = "lake",
    campaign: Campaign = "default",
    children: Children = None,
    seed: SeedNumber = None,
    seeds: SeedsFile = None,
    solver: Solver = None,
    door: DoorOption = None,
    model: Model = None,
    address: Address = None,
    replay: Replay = None,
    spec: SpecFile = None,
    json: JsonFlag = False,
) -> None:
    """Evolve one round; a round that was interrupted is finished first.

    Example: `optmill evolve --children 8`
    """
    from flows.commands import evolve_command

    chosen = {"lake": lake, "campaign": campaign, "children": children, "seed": seed, "seeds": seeds}
    chosen |= {"solver": solver, "door": door, "replay": replay, "teacher": teacher_fields(model, address)}
    evolve_command(chosen, spec, json)


@app.command()
def campaign(
    lake: LakeOption = "lake",
    campaign: Campaign = "default",
    children: Children = None,
    rounds: Rounds = None,
    seed: SeedNumber = None,
    seeds: SeedsFile = None,
    solver: Solver = None,
    door: DoorOption = None,
    model: Model = None,
    address: Address = None,
    replay: Replay = None,
    spec: SpecFile = None,
    target: Target = None,
    most_candidates: MostCandidates = None,
    most_seconds: MostSeconds = None,
    json: JsonFlag = False,
) -> None:
    """Evolve round after round; started again, it goes on where it stopped.

    Example: `optmill campaign --rounds 2 --children 100`
    """
    from flows.commands import campaign_command

    chosen = {"lake": lake, "campaign": campaign, "children": children, "seed": seed, "seeds": seeds}
    chosen |= {"solver": solver, "door": door, "rounds": rounds, "target": target, "replay": replay}
    chosen |= {"teacher": teacher_fields(model, address)}
    campaign_command(chosen | {"most_candidates": most_candidates, "most_seconds": most_seconds}, spec, json)


@app.command()
def estimate(
    lake: LakeOption = "lake",
    campaign: Campaign = "default",
    children: Children = None,
    rounds: Rounds = None,
    seeds: SeedsFile = None,
    model: Model = None,
    address: Address = None,
    spec: SpecFile = None,
    target: Target = None,
    most_candidates: MostCandidates = None,
    json: JsonFlag = False,
) -> None:
    """Say what a campaign will cost before it runs: calls, tokens and US dollars; asks nobody.

    Example: `optmill estimate --model openai/gpt-4.1 --rounds 5 --children 500`
    """
    from flows.estimate_command import estimate_command

    chosen = {"lake": lake, "campaign": campaign, "children": children, "rounds": rounds, "seeds": seeds}
    chosen |= {"target": target, "most_candidates": most_candidates, "teacher": teacher_fields(model, address)}
    estimate_command(chosen, spec, json)


def teacher_fields(model: str | None, address: str | None) -> dict[str, str] | None:
    """What the flags say of the teacher; None: nothing."""
    return {name: value for name, value in (("model", model), ("address", address)) if value} or None


LakeArgument = Annotated[str, typer.Argument(help="Folder (or fsspec address) of the lake.")]


@app.command()
def report(
    lake: LakeArgument = "lake",
    output: Annotated[Path | None, typer.Option(help="HTML file; default: report.html in the lake.")] = None,
    campaign: Annotated[str, typer.Option(help="Only this campaign; default: the latest.")] = "",
    json: JsonFlag = False,
) -> None:
    """Write one self-contained HTML page about a lake.

    Example: `optmill report lake`
    """
    from flows.commands import report_command

    report_command(lake, output, campaign, json)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="Id of a problem, or its first digits.")],
    lake: LakeOption = "lake",
    json: JsonFlag = False,
) -> None:
    """Print one problem with its ancestry.

    Example: `optmill show 3fa9 --lake lake`
    """
    from flows.commands import show_command

    show_command(lake, id, json)


@app.command()
def audit(
    lake: LakeArgument = "lake",
    campaign: Annotated[str, typer.Option(help="Only this campaign; default: all.")] = "",
    door: DoorOption = None,
    json: JsonFlag = False,
) -> None:
    """Run every accepted program again, and derive each answer by another way; exit 1 where one disagrees.

    Example: `optmill audit lake`
    """
    from flows.commands import audit_command

    sys.exit(audit_command(lake, campaign, json, door))


@app.command()
def diff(
    left: Annotated[str, typer.Argument(help="A lake.")],
    right: Annotated[str, typer.Argument(help="Another lake.")],
    json: JsonFlag = False,
) -> None:
    """Compare the rows of two lakes, clocks and costs aside; exit 1 where they differ.

    Example: `optmill diff lake other-lake`
    """
    from flows.commands import diff_command

    sys.exit(diff_command(left, right, json))


@app.command()
def solve(
    file: Annotated[Path, typer.Argument(help="A Python program that builds and solves a model.")],
    solver: Solver = None,
    door: DoorOption = None,
    wall_seconds: Annotated[float, typer.Option(help="Wall time after which it is killed, in seconds.")] = 15.0,
) -> None:
    """Run one program in the sandbox and print the solve as JSON.

    Example: `optmill solve model.py --solver copt`
    """
    from flows.commands import solve_command

    solve_command(file, solver, door, wall_seconds)


@app.command()
def doctor(json: JsonFlag = False) -> None:
    """Say what this machine can and can't do, with remedies.

    Example: `optmill doctor`
    """
    from flows.commands import doctor_command

    sys.exit(doctor_command(json))


Home = Annotated[Path, typer.Option(envvar="OPTMILL_HOME", help="Folder that the factory's runs work in.")]


@app.command()
def up(
    home: Home = Path(),
    port: Annotated[int, typer.Option(help="Of Prefect's pages; reports are served on the next one.")] = 4200,
) -> None:
    """Stand the factory up on this machine: server, work pools, automations, deployments, workers.

    Run again, it starts what has ended. Example: `optmill up`
    """
    from flows.operation_commands import up_command

    up_command(home, port)


@app.command()
def deploy(home: Home = Path()) -> None:
    """Give the Prefect server of PREFECT_API_URL the work pools, automations and deployments.

    Example: `PREFECT_API_URL=http://prefect:4200/api optmill deploy`
    """
    from flows.operation_commands import deploy_command

    deploy_command(home)


@app.command()
def down(home: Home = Path()) -> None:
    """End what `optmill up` started; runs that are cut off go on when it is up again.

    Example: `optmill down`
    """
    from flows.operation_commands import down_command

    down_command(home)


@app.command()
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
    home: Home = Path(),
) -> None:
    """Create a work pool from a template that ships, or bring it up to date.

    Example: `optmill pool create optmill-gpu --kind gpu-kubernetes`
    """
    from flows.operation_commands import pool_command

    pool_command(name, kind, home)


@seeds_app.command("check")
def seeds_check(
    file: Annotated[Path, typer.Argument(help="JSON Lines or Parquet, one seed a row.")], json: JsonFlag = False
) -> None:
    """Check a file of your own seeds: every bad row by line, field, value and remedy; nothing runs.

    Example: `optmill seeds check my-seeds.jsonl`
    """
    from flows.seed_commands import seeds_check_command

    sys.exit(seeds_check_command(file, json))


@seeds_app.command("list")
def seeds_list(json: JsonFlag = False) -> None:
    """Count the seeds that ship, by family and domain.

    Example: `optmill seeds list`
    """
    from flows.seed_commands import seeds_list_command

    seeds_list_command(json)


Solvers = Annotated[list[SolverName] | None, typer.Argument(help="Solvers; default: all.")]


@images_app.command("build")
def images_build(
    solvers: Solvers = None,
    base: Annotated[str, typer.Option(help="Base image; default: OPTMILL_BASE_IMAGE, else python:3.12-slim.")] = "",
    if_engine: Annotated[bool, typer.Option("--if-engine", help="Do nothing where no engine answers.")] = False,
    json: JsonFlag = False,
) -> None:
    """Build the images that are missing or outdated.

    Example: `optmill images build copt highs`
    """
    from flows.image_commands import build_command

    build_command(solvers or list(SolverName), base, if_engine, json)


@images_app.command("list")
def images_list(json: JsonFlag = False) -> None:
    """Say which images the engine has: current, outdated or missing.

    Example: `optmill images list`
    """
    from flows.image_commands import list_command

    list_command(json)


@images_app.command("check")
def images_check(solvers: Solvers = None, json: JsonFlag = False) -> None:
    """Solve a tiny model in each image, locked up as programs are; exit 1 where one fails.

    Example: `optmill images check copt`
    """
    from flows.image_commands import check_command

    sys.exit(check_command(solvers or list(SolverName), json))


def main() -> Any:
    """Entry point: a user's mistake is a message and exit code 2, never a traceback."""
    with user_errors(), answering():
        app(prog_name="optmill")


if __name__ == "__main__":
    main()
