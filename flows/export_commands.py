"""What `optmill export` does: flags and file to a spec, the flow, then what was written."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import DoorOption, JsonFlag, LakeOption, SeedNumber, SpecFile
from schemas.export_spec import FileType, Form
from schemas.solve import SolverName

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Folder that is written. [default: export]")]
Where = Annotated[
    str | None, typer.Option(help="SQL condition on the accepted problems, such as `operator = 'combine'`.")
]
Campaigns = Annotated[list[str] | None, typer.Option("--campaign", help="Only this campaign; may be repeated.")]
Licences = Annotated[list[str] | None, typer.Option("--licence", help="Only words under this licence.")]
Solvers = Annotated[
    list[SolverName] | None, typer.Option("--solver", help="Dialect of the programs; several: one example each.")
]
Formulation = Annotated[
    bool | None, typer.Option("--formulation/--no-formulation", help="Whether it stands in the target. [default: yes]")
]
Benchmarks = Annotated[list[Path] | None, typer.Option("--decontaminate", help="Benchmark file to keep out.")]
Forms = Annotated[list[Form] | None, typer.Option("--form", help="Form of the rows. [default: all]")]
Files = Annotated[list[FileType] | None, typer.Option("--file", help="File type. [default: parquet and jsonl]")]
Most = Annotated[int | None, typer.Option(help="Training problems at most. [default: all]")]
PushTo = Annotated[str | None, typer.Option(help="Data set at the Hugging Face Hub, `owner/name`; needs HF_TOKEN.")]


def export(
    lake: LakeOption = "lake",
    output: Output = None,
    where: Where = None,
    campaign: Campaigns = None,
    licence: Licences = None,
    solver: Solvers = None,
    formulation: Formulation = None,
    decontaminate: Benchmarks = None,
    form: Forms = None,
    file: Files = None,
    most: Most = None,
    seed: SeedNumber = None,
    push_to: PushTo = None,
    door: DoorOption = None,
    spec: SpecFile = None,
    json: JsonFlag = False,
) -> None:
    """Make a training set of the accepted problems, for TRL, LLaMA-Factory, verl and `datasets`.

    Example: `optmill export --lake lake --where "variables < 50" --decontaminate NL4OPT.json -o training`
    """
    chosen: dict[str, Any] = {"lake": lake, "output": output, "where": where, "campaigns": campaign, "most": most}
    chosen |= {"licences": licence, "solvers": solver, "formulation": formulation, "decontaminate": decontaminate}
    chosen |= {"forms": form, "files": file, "seed": seed, "push_to": push_to, "door": door}
    export_command(
        {name: value or None if isinstance(value, list) else value for name, value in chosen.items()}, spec, json
    )


def export_command(chosen: dict[str, Any], file: Path | None, as_json: bool) -> None:
    """Export, and say what was written."""
    from flows.spec_fields import spec_from
    from schemas.export_spec import ExportSpec

    wanted = chosen | {"output": chosen["output"] or (None if file else "export")}
    spec = spec_from(ExportSpec, wanted, file, ("lake", "output", "decontaminate"))
    from flows.commands import print_json
    from flows.running import prefect_for, run_flow
    from tasks.lake.lake import open_lake

    open_lake(spec.lake)
    with prefect_for(spec.lake):
        from flows.export_set import export_set

        done = run_flow(export_set, spec, True)
    if as_json:
        print_json(done)
    else:
        show(spec.output, done)


def show(output: str, done: dict[str, Any]) -> None:
    """What was written, in the terminal."""
    from flows.terminal import print_line, print_table

    manifest = done["manifest"]
    rows = [
        {"split": split, "problems": manifest["problems"][split], "examples": count}
        for split, count in sorted(manifest["examples"].items(), reverse=True)
    ]
    print_table("Exported", rows)
    for reason, count in manifest["left_out"].items():
        print_line(f"left out: {count} {reason.replace('_', ' ')}")
    for sentence in manifest["overlaps"]:
        print_line(f"overlap: {sentence}")
    if done["address"]:
        print_line(f"Pushed: {done['address']}")
    print_line(f"Folder: {output}. Next: optmill finetune --data {output}")
