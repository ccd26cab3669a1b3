"""The command line: `optmill --help`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.ablate_commands import ablate
from flows.benchmark_commands import benchmark
from flows.calibrate_commands import calibrate
from flows.curate_commands import curate
from flows.errors import user_errors
from flows.export_commands import export
from flows.finetune_commands import finetune
from flows.flaw_commands import flaws
from flows.lake_commands import diversity, overlap
from flows.operations import deploy, down, pool_app, schedule, up
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
    teacher_fields,
)
from flows.reinforce_commands import reinforce
from flows.stdout import answering
from flows.trajectory_commands import trajectories
from flows.transfer_commands import transfer
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
app.add_typer(pool_app, name="pool")
for operation in (up, deploy, down, schedule):
    app.command()(operation)
app.command()(benchmark)
app.command()(curate)
app.command()(trajectories)
app.command()(flaws)
app.command()(export)
app.command()(finetune)
app.command()(ablate)
app.command()(calibrate)
app.command()(diversity)
app.command()(overlap)
app.command()(reinforce)
app.command()(transfer)


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
