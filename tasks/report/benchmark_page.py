"""Writes the report of a benchmark run as one HTML page that needs nothing beside itself."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from schemas.benchmark_item import BenchmarkSet
from schemas.benchmark_run import BenchmarkManifest
from schemas.figure import Comparison, Figure, ReasonCount
from schemas.rollout import Rollout
from schemas.score import RIGHT, Score
from tasks.benchmarks.loading import load_sets
from tasks.benchmarks.overlap import repeated, shared_items
from tasks.lake.benchmark_partition import published_runs, read_manifest, read_rollouts, read_scores
from tasks.lake.lake import Lake
from tasks.report import amounts, charts
from tasks.report.published_figures import published_for
from tasks.report.templates import render_template
from tasks.row_file import RowsError
from tasks.scoring.matrix import averages, compare, figures, reasons, rule_changes
from tasks.scoring.rules import RULES

NAME = "benchmarks.html"
SHOWN = 1_200
"""Characters of an example's program that are shown."""


def write_benchmark_report(lake: str, run: str) -> Path:
    """Write the page of a run, with comparisons against all other runs of the lake.

    Returns:
        The file: `benchmarks.html` in a local lake, or in the current folder for one elsewhere.

    Raises:
        LakeError: there is no such run.
    """
    opened = Lake(lake)
    page = render(opened, run)
    path = Path(opened.store.root) / NAME if opened.store.local else Path(NAME)
    path.write_text(page, encoding="utf-8")
    return path


def render(lake: Lake, run: str) -> str:
    """The page as HTML."""
    return render_template("benchmark.html.j2", amounts.FILTERS, **parts(lake, run))


def parts(lake: Lake, run: str) -> dict[str, Any]:
    """All that the page shows."""
    manifest, rollouts, scores = read_manifest(lake, run), read_rollouts(lake, run), read_scores(lake, run)
    sets = available_sets(manifest)
    found = figures(rollouts, scores)
    return {
        "manifest": manifest,
        "rules": RULES,
        "figures": found,
        "headline": [figure for figure in found if figure.rule == manifest.spec.rule],
        "chart": chart(found, manifest.spec.rule),
        "matrix": grouped(found),
        "averages": averages(scores, repeated(sets)),
        "reasons": with_examples(reasons(scores, manifest.spec.rule), rollouts),
        "changes": rule_changes(scores),
        "shared": shared_items(sets),
        "comparisons": comparisons(lake, manifest, scores),
        "published": [(each.name, published_for(each.name, each.version)) for each in manifest.sets],
    }


def available_sets(manifest: BenchmarkManifest) -> tuple[BenchmarkSet, ...]:
    """The run's sets, as far as their files are still there: only the overlap needs them."""
    try:
        return load_sets(manifest.spec)
    except RowsError:
        return ()


def grouped(found: Sequence[Figure]) -> list[tuple[str, list[Figure]]]:
    """Figures of each set, label set and solver, named."""
    names = dict.fromkeys((figure.set, figure.labels, figure.solver) for figure in found)
    return [
        (
            f"{name}, {'its own labels' if labels == name else f'labels of {labels}'}, {solver.value}",
            [figure for figure in found if (figure.set, figure.labels, figure.solver) == (name, labels, solver)],
        )
        for name, labels, solver in names
    ]


def chart(found: Sequence[Figure], rule: str) -> Markup:
    """Accuracy by set with its interval, under one rule."""
    rows = [
        charts.Range(
            label=f"{figure.set} ({figure.labels}, {figure.solver.value})",
            value=f"{figure.accuracy.share:.1%}",
            outer=(figure.accuracy.low, figure.accuracy.high),
            middle=figure.accuracy.share,
        )
        for figure in found
        if figure.rule == rule
    ]
    return charts.range_chart("accuracy", f"Accuracy by set under {rule}", rows, charts.SHARES)


Example = tuple[ReasonCount, Rollout | None]


def with_examples(counted: Sequence[ReasonCount], rollouts: Sequence[Rollout]) -> list[Example]:
    """Each end of answers with one of its rollouts, right ones without."""
    by_place = {(one.set, one.item_id, one.solver): one for one in reversed(rollouts)}
    return [
        (row, None if row.reason in RIGHT else by_place.get((row.set, row.examples[0], row.solver))) for row in counted
    ]


def comparisons(lake: Lake, manifest: BenchmarkManifest, scores: Sequence[Score]) -> list[Comparison]:
    """This run against every other one that answered items of the same sets, under this run's rule."""
    others = [name for name in published_runs(lake) if name != manifest.run]
    rule = manifest.spec.rule
    return [
        each
        for name in others
        for each in compare((manifest.run, scores), (name, read_scores(lake, name)), rule)
        if each.items
    ]
