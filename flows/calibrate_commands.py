"""What `optmill calibrate` does: flags to a spec, the flow, then the tables."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import DoorOption, JsonFlag, LakeOption, SeedNumber, Solver, SpecFile

Name = Annotated[str | None, typer.Option("--name", help="Name of the calibration. [default: calibration]")]
Plants = Annotated[int | None, typer.Option(help="Wrong answers of each kind. [default: 20]")]
Clean = Annotated[int | None, typer.Option(help="Honest answers. [default: 100]")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="A kind of error; may be given again. [default: all]")]
Programs = Annotated[
    list[Path] | None, typer.Option("--programs", help="Recorded completions with labels, to plant errors in, too.")
]
Against = Annotated[str | None, typer.Option(help="An earlier calibration of the lake to compare with.")]
Wanted = Annotated[float | None, typer.Option(help="Recall that the cheapest ladder must reach. [default: 0.95]")]

NOT_SHOWN = ("source", "rejected", "ms", "judges only")
"""Columns that the page has and 80 characters have no room for."""


def calibrate(
    lake: LakeOption = "lake",
    name: Name = None,
    plants: Plants = None,
    clean: Clean = None,
    kind: Kinds = None,
    programs: Programs = None,
    against: Against = None,
    wanted: Wanted = None,
    seed: SeedNumber = None,
    solver: Solver = None,
    door: DoorOption = None,
    spec: SpecFile = None,
    json: JsonFlag = False,
) -> None:
    """Plant errors of every kind, and measure which rung of the ladder finds them; started again, it goes on.

    Example: `optmill calibrate --plants 20 --clean 100`
    """
    from flows.spec_fields import spec_from
    from schemas.calibration import CalibrationSpec

    chosen: dict[str, Any] = {"lake": lake, "name": name, "plants": plants, "clean": clean, "kinds": kind or None}
    chosen |= {"programs": programs or None, "against": against, "wanted": wanted, "seed": seed}
    chosen |= {"solver": solver, "door": door}
    calibrate_command(spec_from(CalibrationSpec, chosen, spec, ("lake", "programs")), json)


def calibrate_command(spec: Any, as_json: bool) -> None:
    """Calibrate, and say what was measured."""
    from flows.commands import print_json
    from flows.running import prefect_for, run_flow
    from flows.terminal import print_line, print_table
    from schemas.calibration import Calibration
    from tasks.calibration.showing import calibration_rows, ladder_sentence, worth_rows
    from tasks.calibration.users import read_items
    from tasks.lake.calibrations import read_calibration
    from tasks.lake.lake import Lake

    for file in spec.programs:
        print_line(f"{file}: {len(read_items(file))} recorded programs")
    if spec.against:
        read_calibration(Lake(spec.lake), spec.against)
    with prefect_for(spec.lake):
        from flows.calibrate import calibrate as calibrate_flow

        found = run_flow(calibrate_flow, spec, True)
    if as_json:
        print_json(found)
        return
    calibration = Calibration.model_validate(found["calibration"])
    rows = calibration_rows(calibration)
    for source in dict.fromkeys(row["source"] for row in rows):
        own = [row for row in rows if row["source"] == source]
        print_table(f"Errors planted in {source} answers, and who rejects them", own, without=NOT_SHOWN)
    print_table("What each rung adds", worth_rows(calibration))
    print_table("Changes", found["changes"])
    print_line(ladder_sentence(calibration))
    print_line(f"Heat map: {found['page']}")
