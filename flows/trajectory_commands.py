"""What `optmill trajectories` does: golden trajectories become rows for trainers."""

from pathlib import Path
from typing import Annotated

import typer

from flows.options import LakeOption, SeedNumber, SpecFile

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Folder that is written. [default: trajectories]")]
Runs = Annotated[list[str] | None, typer.Option("--run", help="Only this curation; may be repeated.")]
Hints = Annotated[bool | None, typer.Option("--hints/--no-hints", help="Whether hints carry loss. [default: yes]")]


def trajectories(
    lake: LakeOption = "lake",
    output: Output = None,
    run: Runs = None,
    hints: Hints = None,
    seed: SeedNumber = None,
    spec: SpecFile = None,
) -> None:
    """Write golden trajectories as rows of segments for `optmill finetune`, and their problems as prompts for RL.

    Example: `optmill trajectories --lake lake -o trajectories`, then
    `optmill finetune --data trajectories/segments/train.parquet --loss segments`
    """
    from flows.spec_fields import spec_from
    from flows.terminal import print_line
    from schemas.trajectory_export import TrajectoryExportSpec
    from tasks.export.trajectories import export_trajectories

    chosen = {"lake": lake, "output": output or (None if spec else "trajectories")}
    chosen |= {"runs": run or None, "hints": hints, "seed": seed}
    manifest = export_trajectories(spec_from(TrajectoryExportSpec, chosen, spec, ("lake", "output")))
    rows = ", ".join(f"{count} for {split}" for split, count in manifest.trajectories.items())
    print_line(f"{sum(manifest.trajectories.values())} golden trajectories ({rows})")
    print_line(f"{sum(manifest.prompts.values())} problems as prompts. Folder: {manifest.spec.output}")
