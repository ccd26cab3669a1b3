"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from schemas.solve import DoorName, SolverName

LakeOption = Annotated[str, typer.Option(help="Folder (or fsspec address) of the lake.")]
Campaign = Annotated[str, typer.Option(help="Name of the campaign.")]
Children = Annotated[int | None, typer.Option(help="Candidates to make in a round. [default: 100]")]
Rounds = Annotated[
    int | None, typer.Option(help="Rounds of the campaign at most. [default: 2, or what the other limits allow]")
]
Target = Annotated[
    int | None, typer.Option(help="Stop once so many problems are accepted; rounds are sized to what is missing.")
]
MostCandidates = Annotated[int | None, typer.Option(help="Candidates of the campaign at most, accepted or not.")]
MostSeconds = Annotated[float | None, typer.Option(help="Begin no further round after so many seconds.")]
SeedNumber = Annotated[int | None, typer.Option("--seed", help="Seed of every random choice. [default: 0]")]
SeedsFile = Annotated[
    Path | None,
    typer.Option("--seeds", help="Your own seeds to begin with; default: the 260 that ship."),
]
Solver = Annotated[SolverName | None, typer.Option(help="Solver that programs are written for. [default: copt]")]
DoorOption = Annotated[
    DoorName | None, typer.Option("--door", help="Where programs run; `container` fails rather than falling back.")
]
Model = Annotated[
    str | None,
    typer.Option(help="Teacher, as litellm names it, such as `openai/gpt-4.1`. [default: procedural, without a key]"),
]
Address = Annotated[str | None, typer.Option(help="Base address of an OpenAI-compatible server for --model.")]
Replay = Annotated[str | None, typer.Option(help="Take every answer from this lake's record, and ask nobody.")]
SpecFile = Annotated[Path | None, typer.Option("--spec", help="TOML file with the fields of the spec; flags win.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, for scripts.")]


def teacher_fields(model: str | None, address: str | None) -> dict[str, str] | None:
    """What the flags say of the teacher; None: nothing."""
    return {name: value for name, value in (("model", model), ("address", address)) if value} or None
