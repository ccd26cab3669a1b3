"""What `optmill ablate` does: a file of arms to a spec, the flow, then the table."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import JsonFlag
from schemas.ablation_spec import AblationSpec

Spec = Annotated[Path, typer.Argument(help="TOML file with the fields of the ablation's spec.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Folder of all arms. [default: the file's]")]


def ablate(spec: Spec, output: Output = None, json: JsonFlag = False) -> None:
    """Train and ask a grid of training sets and trainings, and table it; started again, it goes on where it stopped.

    Example: `optmill ablate ablation.toml -o ablation`
    """
    from flows.commands import print_json
    from flows.running import prefect_for, run_flow
    from flows.terminal import print_line, print_table

    wanted = ablation_spec(spec, output)
    with prefect_for(wanted.output):
        from flows.ablate import ablate as ablate_flow

        rows = run_flow(ablate_flow, wanted, True)
    if json:
        print_json(rows)
        return
    print_table("Arms", rows)
    print_line(f"Table: {wanted.output}/arms.json")


def ablation_spec(file: Path, output: Path | None) -> AblationSpec:
    """The spec of a file, its paths as seen from the root."""
    from flows.choices import absolute, read_toml
    from flows.spec_fields import spec_of_fields, with_model_folder

    fields: dict[str, Any] = read_toml(file)
    export = fields.get("export", {})
    if isinstance(export, dict):
        whole: dict[str, Any] = {"lake": "lake", **export}
        fields["export"] = whole | {name: absolute(whole[name]) for name in ("lake", "decontaminate") if name in whole}
    if "finetune" in fields:
        fields["finetune"] = with_model_folder(fields["finetune"])
    fields["output"] = output or fields.get("output", "ablation")
    return spec_of_fields(AblationSpec, fields, file, ("output",))
