"""What `optmill reinforce` does: flags, file and recipe to a spec, the flow, then where the policy is."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.finetune_commands import BaseModel, Config, MethodOption, MostSteps, Python, Trackers
from flows.options import DoorOption, JsonFlag, SeedNumber, SpecFile
from schemas.reinforce_spec import Asking, ReinforceSpec
from schemas.reward import RewardName
from schemas.solve import SolverName

Questions = Annotated[
    str | None,
    typer.Option(help="`procedural`, folder of a lake or an export, or a file of questions. [default: procedural]"),
]
HeldOut = Annotated[str | None, typer.Option("--held-out", help="Questions to look at while training; likewise.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Folder of the training. [default: policy]")]
Rate = Annotated[float | None, typer.Option("--learning-rate", help="Peak of the learning rate. [default: 1e-6]")]
Recipe = Annotated[str, typer.Option(help="A paper's settings, such as `evom_grpo_qwen2_5_3b`; file and flags win.")]
Solvers = Annotated[list[SolverName] | None, typer.Option("--solver", help="Who judges; several: jointly.")]
RewardOption = Annotated[RewardName | None, typer.Option("--reward", help="evom, storm or optmill. [default: optmill]")]
AskingOption = Annotated[Asking | None, typer.Option("--asking", help="one_shot, tags or interpreter.")]
VerlFolder = Annotated[
    Path | None, typer.Option("--verl", help="Write rows, reward and launch file for verl, and stop.")
]


def reinforce(
    questions: Questions = None,
    held_out: HeldOut = None,
    model: BaseModel = None,
    output: Output = None,
    recipe: Recipe = "",
    solver: Solvers = None,
    reward: RewardOption = None,
    asking: AskingOption = None,
    method: MethodOption = None,
    most_steps: MostSteps = None,
    learning_rate: Rate = None,
    config: Config = None,
    python: Python = None,
    door: DoorOption = None,
    tracker: Trackers = None,
    seed: SeedNumber = None,
    verl: VerlFolder = None,
    spec: SpecFile = None,
    json: JsonFlag = False,
) -> None:
    """Train a policy with the solver as judge; started again, it goes on from its last checkpoint.

    Example: `optmill reinforce --recipe dapo --questions training --model model --solver copt -o policy`
    """
    chosen: dict[str, Any] = {"questions": questions, "held_out": held_out, "model": model, "output": output}
    chosen |= {"solvers": solver or None, "asking": asking, "method": method, "most_steps": most_steps}
    chosen |= {"learning_rate": learning_rate, "trackers": tracker or None, "seed": seed}
    parts = {"launch": {"config": config, "python": python}, "reward": {"name": reward, "door": door}}
    reinforce_command(spec_of(chosen, parts, recipe, spec), verl, json)


def reinforce_command(spec: ReinforceSpec, verl: Path | None, as_json: bool) -> None:
    """Train, and say where the policy is; or write what verl needs."""
    from flows.commands import print_json
    from flows.running import prefect_for, run_flow
    from flows.terminal import print_line
    from tasks.policy.job import write_policy_job
    from tasks.policy.verl import write_verl

    if verl:
        print_line(f"Launch: bash {write_verl(spec, verl)}")
        return
    write_policy_job(spec)
    with prefect_for(spec.output):
        from flows.reinforce import reinforce as reinforce_flow

        manifest = run_flow(reinforce_flow, spec, True)
    if as_json:
        print_json(manifest)
        return
    show(manifest)


def spec_of(chosen: dict[str, Any], parts: dict[str, dict[str, Any]], recipe: str, file: Path | None) -> ReinforceSpec:
    """The spec of recipe, file and flags, the later ones winning."""
    from flows.choices import absolute, joined, read_toml
    from flows.spec_fields import spec_of_fields
    from schemas.reinforce_spec import PROCEDURAL
    from tasks.launching.recipe import read_recipe
    from tasks.policy.recipe import RECIPES

    fields = (read_recipe(recipe, RECIPES) if recipe else {}) | (read_toml(file) if file else {})
    fields |= {name: value for name, value in chosen.items() if value is not None}
    for name, part in parts.items():
        told = {field: value for field, value in part.items() if value is not None}
        fields[name] = joined(fields.get(name), told)
    fields = {"questions": PROCEDURAL, "output": "policy"} | fields
    for name in ("model", "questions", "held_out"):
        if name in fields and Path(str(fields[name])).exists():
            fields[name] = absolute(fields[name])
    return spec_of_fields(ReinforceSpec, fields, file, ("output",))


def show(manifest: dict[str, Any]) -> None:
    """What was trained, in the terminal."""
    from flows.terminal import print_line

    result = manifest["result"]
    held_out = "" if result["held_out_solved"] is None else f", held out {result['held_out_solved']:.1%}"
    print_line(
        f"{result['steps']} steps in {result['seconds']:.0f} s, {result['completions']} answers, "
        f"{result['reward_seconds']:.0f} s of it for rewards; reward {result['reward']:.3f}, solved "
        f"{result['solved']:.1%}{held_out}"
    )
    print_line(f"Policy: {result['merged'] or result['model']}")
