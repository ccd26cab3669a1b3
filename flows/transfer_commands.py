"""What `optmill transfer` does: a file of the matrix to a spec, the flow, then the table."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import JsonFlag
from schemas.transfer_spec import TransferSpec

Spec = Annotated[Path, typer.Argument(help="TOML file with the fields of the transfer's spec.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Folder of all arms. [default: the file's]")]


def transfer(spec: Spec, output: Output = None, json: JsonFlag = False) -> None:
    """Train under solvers, ask under others, adapt with few samples, and table it; started again, it goes on.

    Example: `optmill transfer transfer.toml -o transfer`
    """
    from flows.commands import print_json
    from flows.running import prefect_for, run_flow
    from flows.terminal import print_line, print_table

    wanted = transfer_spec(spec, output)
    with prefect_for(wanted.output):
        from flows.transfer import transfer as transfer_flow

        rows = run_flow(transfer_flow, wanted, True)
    if json:
        print_json(rows)
        return
    print_table("Held-out problems solved, by solver", rows)
    print_line(f"Table: {wanted.output}/transfer.json")


def transfer_spec(file: Path, output: Path | None) -> TransferSpec:
    """The spec of a file, its paths as seen from the root."""
    from flows.choices import read_toml
    from flows.spec_fields import spec_of_fields, with_model_folder

    fields: dict[str, Any] = read_toml(file)
    for part in ("finetune", "reinforce"):
        fields[part] = with_model_folder(fields.get(part, {}))
    if isinstance(fields["reinforce"], dict):
        fields["reinforce"] = {"questions": "problems", **fields["reinforce"]}
    fields["output"] = output or fields.get("output", "transfer")
    return spec_of_fields(TransferSpec, fields, file, ("output", "problems"))
