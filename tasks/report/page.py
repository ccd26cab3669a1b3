"""Writes the report: a campaign of a lake as one HTML page that needs nothing beside itself."""

from pathlib import Path
from typing import Any

from tasks.lake.lake import Lake
from tasks.report import amounts, books, charts, sizes
from tasks.report.cases import sample_cases
from tasks.report.data import Report, read_report
from tasks.report.reasons import explain
from tasks.report.templates import render_template
from tasks.report.tree import family_tree
from tasks.report.words import cut, markdown
from tasks.show import answer
from tasks.survival_sums import strategy_sums

NAME = "report.html"
FILTERS: dict[str, Any] = {
    "answer": answer,
    "cut": cut,
    "count": amounts.count,
    "duration": amounts.duration,
    "each": books.each,
    "explain": explain,
    "interval_text": amounts.interval_text,
    "markdown": markdown,
    "measured": amounts.measured,
    "percent": amounts.percent,
    "rate": books.rate,
    "seconds": amounts.seconds,
    "short": amounts.short,
    "significant": amounts.significant,
    "spaced": amounts.spaced,
    "usd": amounts.usd,
}


def write_report(lake: str, output: Path | None = None, campaign: str = "") -> Path:
    """Write the page of a campaign.

    Args:
        lake: a local path or any address that fsspec knows.
        output: the file; by default `report.html` in a local lake, or in the current folder for one elsewhere.
        campaign: by default the one that was added to last.

    Returns:
        The file that was written.

    Raises:
        LakeError: there is nothing to report.
    """
    opened = Lake(lake)
    page = render_page(read_report(opened, campaign), opened)
    path = output or (Path(opened.store.root) / NAME if opened.store.local else Path(NAME))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path


def render_page(report: Report, lake: Lake) -> str:
    """The page as HTML."""
    return render_template(
        "page.html.j2",
        FILTERS,
        report=report,
        place_labels=books.PLACE_LABELS,
        stage_labels=books.LABELS,
        **survival_parts(report),
        **problem_parts(report, lake),
    )


def survival_parts(report: Report) -> dict[str, Any]:
    """What the books give: the answer, tables and charts."""
    found = books.funnels(report.totals, report.books)
    rejections = books.rejections(report.totals)
    places = books.place_sums(report.books)
    groups = [[one for one in rejections if one.operator == f.operator and one.strategy == f.strategy] for f in found]
    return {
        "answer": books.find_answer(report.totals),
        "strategies": strategy_sums(report.totals),
        "survival_chart": charts.survival_chart(report.totals),
        "funnels": [(funnel, charts.funnel_chart(funnel, number)) for number, funnel in enumerate(found)],
        "reason_charts": [(g[0], charts.reasons_chart(g, number)) for number, g in enumerate(groups) if g],
        "rejections": rejections,
        "places": places,
        "time_chart": charts.time_chart(places),
        "attempts": books.attempt_sums(report.books),
    }


def problem_parts(report: Report, lake: Lake) -> dict[str, Any]:
    """What the problems give: their sizes, a family tree, and sample cases."""
    sized = sizes.with_grounded_sizes(report, lake)
    return {
        "panels": [(panel, charts.size_chart(panel)) for panel in sizes.panels(sized) if panel.spreads],
        "measures": sizes.MEASURES,
        "growth": sizes.growth_by_operator(sized),
        "tree": family_tree(report, lake),
        "cases": sample_cases(report, lake),
    }
