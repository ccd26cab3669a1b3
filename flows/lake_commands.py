"""What `optmill diversity` and `optmill overlap` do: a lake looked at as a whole."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.errors import UsageError
from flows.options import JsonFlag

Lake = Annotated[str, typer.Argument(help="Folder (or fsspec address) of the lake.")]
Campaign = Annotated[str, typer.Option(help="Only this campaign; default: all.")]
Embedding = Annotated[
    str,
    typer.Option(
        help="Embedding model that gives the vectors, as litellm names it, such as `openai/text-embedding-3-small`; "
        "default: hashed words, without any model."
    ),
]
EmbeddingAddress = Annotated[str, typer.Option("--address", help="Base address of an OpenAI-compatible server for it.")]
EmbeddingKey = Annotated[str, typer.Option("--key", help="Environment variable that holds its key.")]
OptionalLake = Annotated[str, typer.Option("--lake", help="Lake whose accepted problems are compared, too.")]
Files = Annotated[list[Path], typer.Argument(help="Benchmarks: JSON Lines, JSON or Parquet.")]


def diversity(
    lake: Lake = "lake",
    campaign: Campaign = "",
    embedding: Embedding = "",
    address: EmbeddingAddress = "",
    key: EmbeddingKey = "",
    json: JsonFlag = False,
) -> None:
    """Say how varied and how hard the accepted problems are, and what each round added.

    Example: `optmill diversity lake`
    """
    from flows.choices import valid_spec
    from flows.commands import print_json
    from schemas.teacher_spec import TeacherSpec
    from tasks.diversity import campaign_diversity
    from tasks.lake.lake import open_lake

    names = [campaign] if campaign else open_lake(lake).campaigns()
    fields = {"model": embedding, "address": address, "key": key}
    model = valid_spec(TeacherSpec, fields, None) if embedding else None
    found = [campaign_diversity(lake, name, model) for name in names]
    if json:
        print_json([each.model_dump(mode="json") for each in found])
        return
    for each in found:
        show_diversity(each)


def show_diversity(found: Any) -> None:
    """One campaign, in the terminal."""
    from flows.terminal import print_line, print_table

    words = {"problems": found.problems, "distinct phrases": f"{found.distinct_phrases:.1%}"}
    words |= {"mean likeness": f"{found.likeness:.3f}", "Vendi score": f"{found.vendi:.1f} of {found.looked_at}"}
    words |= {"families": len(found.families), "domains": len(found.domains)}
    words |= {"domain × technique": f"{found.covered:.0%}"}
    print_table(f"Campaign {found.campaign!r}", [words])
    print_line(f"The Vendi score compares vectors of: {found.vectors}.")
    print_table("Techniques", [{"technique": name, "problems": count} for name, count in found.techniques.items()])
    print_table("Growth", [growth_row(each) for each in found.growth])


def growth_row(each: Any) -> dict[str, Any]:
    """One round."""
    return {
        "round": each.round,
        "problems": each.problems,
        "new phrases": f"{each.new_phrases:.1%}",
        "new models": f"{each.new_models:.1%}",
        "techniques": f"{each.techniques:.2f}",
        "difficulty": f"{each.difficulty:.2f}",
    }


def overlap(files: Files, lake: OptionalLake = "", json: JsonFlag = False) -> None:
    """Say which problems of a lake stand in benchmarks, and which benchmarks share items.

    Example: `optmill overlap NL4OPT.json OptiBench.json --lake lake`
    """
    from flows.commands import print_json
    from flows.terminal import print_table
    from tasks.benchmarks.contamination import overlaps

    if len(files) == 1 and not lake:
        raise UsageError(f"{files[0]} alone overlaps with nothing: name another benchmark, or a lake with --lake")
    found = overlaps(lake, [str(file) for file in files])
    if json:
        print_json([each.model_dump(mode="json") for each in found])
        return
    rows = [
        {"of": each.left, "in": each.right, "items": each.items, "word for word": each.exact, "or nearly": each.near}
        for each in found
    ]
    print_table("Overlap", rows)
