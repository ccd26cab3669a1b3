"""Which figure shows what: the page's data as rows of bar and range charts."""

from collections.abc import Sequence

from markupsafe import Markup

from schemas.round import Survival
from tasks.report.amounts import count, measured, percent, seconds, spaced
from tasks.report.books import PLACE_LABELS, Funnel, Rejection, rate
from tasks.report.figures import (
    BLUE,
    SHARES,
    SKY,
    VERMILLION,
    Bar,
    Range,
    bar_chart,
    logarithmic,
    range_chart,
)
from tasks.report.sizes import Panel, Spread

MOST_REASONS = 5
"""Reasons drawn for an operator; the table has them all."""


def survival_chart(totals: Sequence[Survival]) -> Markup:
    """Survival of each operator with its interval, the least first."""
    ordered = sorted(totals, key=lambda row: (rate(row).share, row.operator))
    ranges = [
        Range(
            label=spaced(row.operator),
            value=f"{count(row.passed)} of {count(row.entered)}, {percent(rate(row).share)}",
            outer=(rate(row).low, rate(row).high),
            middle=rate(row).share,
        )
        for row in ordered
    ]
    said = "; ".join(f"{one.label}: {one.value}" for one in ranges)
    return range_chart("survival", f"Survival of each operator with its 95 % interval. {said}", ranges, SHARES)


def funnel_chart(funnel: Funnel, number: int) -> Markup:
    """One operator's children, stage by stage."""
    bars = [
        Bar(
            label=rung.label,
            value=f"{count(rung.entered)} in, {count(rung.rejected)} out",
            segments=(
                (rung.left - min(rung.corrected, rung.left), BLUE),
                (min(rung.corrected, rung.left), SKY),
                (rung.rejected, VERMILLION),
            ),
        )
        for rung in funnel.rungs
    ]
    bars.append(Bar(label="accepted", value=count(funnel.accepted), segments=((funnel.accepted, BLUE),)))
    said = "; ".join(f"{bar.label}: {bar.value}" for bar in bars)
    return bar_chart(f"funnel{number}", f"Funnel of {spaced(funnel.operator)}. {said}", bars, funnel.born)


def reasons_chart(rejections: Sequence[Rejection], number: int) -> Markup:
    """One operator's commonest reasons of rejection."""
    shown = rejections[:MOST_REASONS]
    bars = [
        Bar(
            label=spaced(one.reason),
            value=f"{count(one.count)} ({one.count / one.rejected:.0%})",
            segments=((one.count, VERMILLION),),
        )
        for one in shown
    ]
    said = "; ".join(f"{bar.label}: {bar.value}" for bar in bars)
    title = f"Reasons of rejection of {spaced(shown[0].operator)}. {said}"
    return bar_chart(f"reasons{number}", title, bars, shown[0].rejected)


def size_chart(panel: Panel) -> Markup:
    """One measure by generation."""
    measure = panel.measure
    values = [value for spread in panel.spreads for value in spread.quantiles]
    axis = logarithmic(values, measure.scale, "s" if measure.unit == "s" else "")
    ranges = [size_range(spread, measure.unit) for spread in panel.spreads]
    said = "; ".join(f"{one.label}: {one.value}" for one in ranges)
    return range_chart(f"size-{measure.name}", f"{measure.label} by generation. {said}", ranges, axis)


def size_range(spread: Spread, unit: str) -> Range:
    """One generation as a row."""
    low, lower, middle, upper, high = spread.quantiles
    return Range(
        label=f"{spread.group} ({count(spread.number)})",
        value=f"median {measured(middle, unit)}",
        outer=(low, high),
        inner=(lower, upper),
        middle=middle,
    )


def time_chart(places: Sequence[Survival]) -> Markup:
    """Seconds of work at each place."""
    bars = [
        Bar(label=PLACE_LABELS[row.checker], value=seconds(row.seconds), segments=((row.seconds, BLUE),))
        for row in places
    ]
    said = "; ".join(f"{bar.label}: {bar.value}" for bar in bars)
    return bar_chart("time", f"Seconds of work by stage. {said}", bars)
