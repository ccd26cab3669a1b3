"""What `optmill diversity` and `optmill overlap` do: a lake looked at as a whole."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import JsonFlag

Lake = Annotated[str, typer.Argument(help="Folder (or fsspec address) of the lake.")]
Campaign = Annotated[str, typer.Option(help="Only this campaign; default: all.")]
OptionalLake = Annotated[str, typer.Option("--lake", help="Lake whose accepted problems are compared, too.")]
Files = Annotated[list[Path], typer.Argument(help="Benchmarks: JSON Lines, JSON or Parquet.")]


def diversity(lake: Lake = "lake", campaign: Campaign = "", json: JsonFlag = False) -> None:
    """Say how varied and how hard the accepted problems are, and what each round added.

    Example: `optmill diversity lake`
    """
    from flows.commands import print_json
    from tasks.diversity import campaign_diversity
    from tasks.lake.lake import open_lake

    names = [campaign] if campaign else open_lake(lake).campaigns()
    found = [campaign_diversity(lake, name) for name in names]
    if json:
        print_json([each.model_dump(mode="json") for each in found])
        return
    for each in found:
        show_diversity(each)


def show_diversity(found: Any) -> None:
    """One campaign, in the terminal."""
    from flows.terminal import print_table

    words = {"problems": found.problems, "distinct phrases": f"{found.distinct_phrases:.1%}"}
    words |= {"mean likeness": f"{found.likeness:.3f}", "Vendi score": f"{found.vendi:.1f} of {found.looked_at}"}
    words |= {"families": len(found.families), "domains": len(found.domains)}
    words |= {"domain × technique": f"{found.covered:.0%}"}
    print_table(f"Campaign {found.campaign!r}", [words])
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

    found = overlaps(lake, [str(file) for file in files])
    if json:
        print_json([each.model_dump(mode="json") for each in found])
        return
    rows = [
        {"of": each.left, "in": each.right, "items": each.items, "word for word": each.exact, "or nearly": each.near}
        for each in found
    ]
    print_table("Overlap", rows)
