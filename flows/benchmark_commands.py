"""What `optmill benchmark` does: flags and file to a spec, the flow, then its figures."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import Address, DoorOption, LakeOption, Model, SpecFile
from schemas.rollout import Way
from schemas.rule import DEFAULT_RULE
from schemas.solve import SolverName

Sets = Annotated[list[str] | None, typer.Argument(help="Benchmarks for a model to answer: files, or known names.")]
Completions = Annotated[
    list[Path] | None, typer.Option(help="Files of recorded completions (id, question, answer, completion).")
]
Labels = Annotated[list[str] | None, typer.Option(help="Further label sets: the same questions with other answers.")]
Solvers = Annotated[list[SolverName] | None, typer.Option("--solver", help="Solver of the programs. [default: copt]")]
RuleName = Annotated[str | None, typer.Option("--rule", help=f"Rule of the headline. [default: {DEFAULT_RULE}]")]
Matrix = Annotated[bool, typer.Option("--matrix", help="Score by every rule, whatever further runs that takes.")]
Out = Annotated[Path | None, typer.Option("--json", help="File for a line of JSON an item.")]
Fields = Annotated[
    list[str] | None, typer.Option("--field", help="A field's name in your file, such as `question=prompt`.")
]
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Leave bad rows out and score the rest.")]
WayOption = Annotated[Way | None, typer.Option(help="How the model answers. [default: one_shot]")]
Samples = Annotated[int | None, typer.Option(help="Answers to each question. [default: 1]")]
Temperature = Annotated[float | None, typer.Option(help="Of the samples. [default: 0]")]
TopP = Annotated[float | None, typer.Option(help="Of the samples. [default: 1]")]
Limit = Annotated[int | None, typer.Option(help="Items of each set at most. [default: all]")]
RunName = Annotated[str | None, typer.Option("--run", help="Name of the run. [default: made of its sets and settings]")]


def benchmark(
    sets: Sets = None,
    completions: Completions = None,
    labels: Labels = None,
    solver: Solvers = None,
    rule: RuleName = None,
    matrix: Matrix = False,
    json: Out = None,
    field: Fields = None,
    keep_going: KeepGoing = False,
    model: Model = None,
    address: Address = None,
    way: WayOption = None,
    samples: Samples = None,
    temperature: Temperature = None,
    top_p: TopP = None,
    limit: Limit = None,
    run: RunName = None,
    lake: LakeOption = "lake",
    door: DoorOption = None,
    spec: SpecFile = None,
) -> None:
    """Score a model's answers to benchmarks, recorded or asked for now, by every rule, with intervals.

    Example: `optmill benchmark --completions answers.jsonl --solver copt --rule relative-1e-4 --json scores.jsonl`
    """
    chosen: dict[str, Any] = {"sets": sets, "labels": labels, "solvers": solver, "rule": rule, "way": way}
    chosen |= {"samples": samples, "limit": limit, "run": run, "lake": lake, "door": door, "names": named(field or [])}
    chosen |= {"completions": [str(path.absolute()) for path in completions or []] or None}
    chosen |= {"matrix": matrix or None, "keep_going": keep_going or None}
    asked = {"model": model, "address": address, "temperature": temperature, "top_p": top_p}
    chosen |= {"model": {name: value for name, value in asked.items() if value is not None} or None}
    from flows.benchmarking import run_benchmark

    run_benchmark(chosen, spec, json)


def named(pairs: list[str]) -> dict[str, str] | None:
    """Fields by their meaning, of pairs such as `question=prompt`."""
    return {pair.partition("=")[0].strip(): pair.partition("=")[2].strip() for pair in pairs} or None
