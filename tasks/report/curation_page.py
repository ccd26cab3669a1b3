"""Writes the report of a curation as one HTML page that needs nothing beside itself."""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from schemas.curate_run import Curated, Fate
from schemas.curation_figures import Funnel, TriggerCount
from schemas.trajectory import Trigger
from tasks.lake.curation_partition import read_curate_manifest, read_curation
from tasks.lake.lake import Lake
from tasks.report import amounts
from tasks.report.figures import BLUE, SKY, VERMILLION, Bar, bar_chart
from tasks.report.templates import render_template
from tasks.trajectory.figures import code_and_intervener, funnels, refusal_counts, trigger_counts

NAME = "curation.html"
SHOWN = 3
"""Trajectories that are shown whole, the golden ones with the most hints."""
COLOURS = (BLUE, SKY, VERMILLION)
"""Of triggers: code is not trusted, knowledge lacks, protocol is broken."""


def write_curation_report(lake: str, run: str) -> Path:
    """Write the page of a run.

    Returns:
        The file: `curation.html` in a local lake, or in the current folder for one elsewhere.

    Raises:
        LakeError: there is no such run.
    """
    opened = Lake(lake)
    path = Path(opened.store.root) / NAME if opened.store.local else Path(NAME)
    path.write_text(render(opened, run), encoding="utf-8")
    return path


def render(lake: Lake, run: str) -> str:
    """The page as HTML."""
    manifest, curated = read_curate_manifest(lake, run), read_curation(lake, run)
    found, counts = funnels(curated), trigger_counts(curated)
    return render_template(
        "curation.html.j2",
        amounts.FILTERS,
        manifest=manifest,
        whole=found[0],
        funnels=found,
        funnel_chart=funnel_chart(found[0]),
        trigger_charts=[
            trigger_chart(name, counts, number) for number, name in enumerate(sorted({each.set for each in counts}))
        ],
        triggers=counts,
        agreements=code_and_intervener(curated),
        refusals=refusal_counts(curated),
        examples=examples(curated),
    )


def funnel_chart(whole: Funnel) -> Markup:
    """The paper's funnel (figure 5)."""
    rungs = (("trajectories", whole.trajectories), ("right", whole.right), ("golden", whole.golden))
    bars = [Bar(label=name, value=amounts.count(number), segments=((number, BLUE),)) for name, number in rungs]
    return bar_chart("funnel", "What is left of the trajectories", bars, whole.trajectories)


def trigger_chart(name: str, counts: Sequence[TriggerCount], number: int) -> Markup:
    """Triggers of a set at the first look; its file may have any name, so that a number tells charts apart."""
    first = {each.trigger: each for each in counts if each.set == name and each.look == 0}
    bars = [
        Bar(
            label=f"{trigger.number} {amounts.spaced(trigger.value)}",
            value=amounts.percent(first[trigger].share) if trigger in first else "0 %",
            segments=((first[trigger].count if trigger in first else 0, COLOURS[(trigger.number - 1) // 3]),),
        )
        for trigger in Trigger
    ]
    return bar_chart(f"triggers{number}", f"Triggers of {name} at the first look", bars)


def examples(curated: Sequence[Curated]) -> list[Curated]:
    """Golden trajectories with the most hints."""
    golden = [each for each in curated if each.fate is Fate.golden]
    return sorted(golden, key=lambda each: -each.hints)[:SHOWN]
