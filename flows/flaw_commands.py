"""What `optmill flaws` does: flags and file to a spec, the flow, then distribution, agreement and the healing plot."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import LakeOption, SpecFile, teacher_fields
from schemas.flaw_record import FlawRecord
from schemas.flaw_spec import FlawSpec

Checkpoints = Annotated[
    list[str] | None,
    typer.Argument(help="NAME=SOURCE, in order: benchmark runs or curations of the lake, or files of trajectories."),
]
Judge = Annotated[str | None, typer.Option(help="Who classifies beside code. [default: nobody]")]
JudgeAddress = Annotated[str | None, typer.Option(help="Base address of the judge's server.")]
Limit = Annotated[int | None, typer.Option(help="Trajectories of each checkpoint at most. [default: all]")]
RunName = Annotated[str | None, typer.Option("--run", help="Name under which it stands in the lake. [default: flaws]")]


def flaws(
    checkpoints: Checkpoints = None,
    judge: Judge = None,
    judge_address: JudgeAddress = None,
    limit: Limit = None,
    run: RunName = None,
    lake: LakeOption = "lake",
    spec: SpecFile = None,
) -> None:
    """Name the flaws of finished trajectories, and compare checkpoints.

    Example: `optmill flaws base=base-run sft=sft-run rl=rl-run --judge gemini/gemini-2.5-pro --lake lake`
    """
    from flows.spec_fields import spec_from

    chosen: dict[str, Any] = {"checkpoints": checkpoints or None, "limit": limit, "run": run, "lake": lake}
    chosen["judge"] = teacher_fields(judge, judge_address)
    flaws_command(spec_from(FlawSpec, chosen, spec, ("lake",)))


def flaws_command(spec: FlawSpec) -> None:
    """Classify, show the figures, and draw the plot."""
    from flows.running import prefect_for, run_flow
    from flows.terminal import print_line
    from tasks.trajectory.checkpoints import load_checkpoint

    for name, source in spec.named:
        print_line(f"{name}: {len(load_checkpoint(spec, name, source))} trajectories")
    with prefect_for(spec.lake):
        from flows.flaws import flaws as flaws_flow

        run_flow(flaws_flow, spec, quiet=False)
    from tasks.lake.flaw_tables import read_flaws
    from tasks.lake.lake import Lake

    lake = Lake(spec.lake)
    show(read_flaws(lake, spec.run), Path(lake.store.root) if lake.store.local else Path())


def show(records: Sequence[FlawRecord], folder: Path) -> None:
    """Distribution and agreement in the terminal, and the plot as a file."""
    from flows.terminal import print_line, print_table
    from tasks.report.healing_plot import draw_healing
    from tasks.trajectory.classifying import flaw_rates, trigger_rates
    from tasks.trajectory.figure_rows import flaw_rows, rate_rows

    print_table("Triggers by checkpoint and set", rate_rows(trigger_rates(records)))
    print_table("Flaws by trajectory", flaw_rows(flaw_rates(records)))
    show_agreement(records)
    if silent := sum(bool(record.complaint) for record in records):
        print_line(f"the judge gave no answer that can be read for {silent} trajectories; there code alone counts")
    print_line(f"Plot: {draw_healing(flaw_rates(records), folder / 'healing.png')}")


def show_agreement(records: Sequence[FlawRecord]) -> None:
    """How far judge and code agree with a person, where one has labelled some."""
    from flows.terminal import print_line, print_table
    from tasks.trajectory.classifying import Sees, agreement_with_labels
    from tasks.trajectory.figure_rows import agreement_rows

    seers: dict[str, Sees] = {"judge": lambda record: record.by_judge, "code": lambda record: record.by_code}
    for name, sees in seers.items():
        agreements, same = agreement_with_labels(records, sees)
        if agreements:
            print_table(f"Agreement of {name} and person", agreement_rows(agreements, name, "person"))
            print_line(f"{name} and person name the very same triggers in {same:.1%} of the labelled trajectories")
