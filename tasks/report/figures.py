"""Charts as inline SVG: narrow ones that a page can set side by side, with text as text and a label on every mark.

Everything is drawn in the units of the SVG (one unit is one pixel at full width), y downwards.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Reason: much of matplotlib has no types. It is imported where it is used: it takes a second, and only reports need it.

import io
import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from schemas.frozen import Frozen

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 360
FONT_SIZE = 12
ROW = 34
"""Height of one row: a line of text, and the mark under it."""
MARK = 9
"""Height of a bar."""
AXIS = 24

BLUE, SKY, VERMILLION = "#0072b2", "#56b4e9", "#d55e00"
"""Of Okabe and Ito's palette, which people with any colour vision can tell apart."""
INK, TRACK, PAPER = "#010203", "#040506", "#070809"
"""These stand for the page's own colours of text, rules and ground, dark or light."""
PAGE_COLOURS = {INK: "currentColor", TRACK: "var(--track)", PAPER: "var(--paper)"}

NAMESPACES = Markup('xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"')
DOT: Any = {"markersize": 8, "markeredgewidth": 1.5, "markeredgecolor": PAPER}
SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "optmill", "text.parse_math": False}


class Bar(Frozen):
    """A row of a bar chart."""

    label: str
    value: str
    segments: tuple[tuple[float, str], ...]
    """Lengths and colours, from left to right."""


class Range(Frozen):
    """A row of a range chart."""

    label: str
    value: str
    outer: tuple[float, float]
    inner: tuple[float, float] | None = None
    """Drawn thick."""
    middle: float
    """Drawn as a dot."""


class Axis(Frozen):
    """A horizontal axis from its first tick or the least value to the last; logarithmic above its scale."""

    ticks: tuple[tuple[float, str], ...]
    least: float
    most: float
    scale: float | None = None
    """None: linear."""

    def place(self, value: float) -> float:
        """Where a value lies, in the units of the drawing."""
        low, high, here = self.project(self.least), self.project(self.most), self.project(value)
        return 6 + (WIDTH - 12) * ((here - low) / (high - low) if high > low else 0.5)

    def project(self, value: float) -> float:
        """The value on the axis's own scale."""
        return value if self.scale is None else math.log1p(max(0.0, value) / self.scale)


SHARES = Axis(ticks=tuple((n / 100, f"{n}%") for n in range(0, 101, 25)), least=0.0, most=1.0)
"""From nothing to all."""

TICK_FACTORS = (
    (1,),
    (1, 3),
    (1, 2, 5),
    (1, 1.5, 2, 3, 4, 6, 8),
    (1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9),
)
"""Ticks within a power of ten, from wide to close."""


def logarithmic(values: Sequence[float], scale: float, unit: str) -> Axis:
    """An axis for values of several orders, zero among them, with three to five round ticks where they fit."""
    least, most = min(values), max(values)
    choices = [round_values(scale, factors, (least, most)) for factors in TICK_FACTORS]
    ticks = next((choice for choice in choices if len(choice) > 2), max(choices, key=len))
    kept = ticks[:: math.ceil(len(ticks) / 5)] if len(ticks) > 1 else [least, most] if most > least else [least]
    return Axis(ticks=tuple((v, f"{v:,.4g} {unit}".strip()) for v in kept), least=least, most=most, scale=scale)


def round_values(scale: float, factors: Sequence[float], span: tuple[float, float]) -> list[float]:
    """Zero and the factors times powers of ten, as far as they lie within a span."""
    steps = (scale * factor * 10.0**power for power in range(7) for factor in factors)
    return [value for value in (0.0, *steps) if span[0] <= value <= span[1]]


def bar_chart(name: str, title: str, bars: Sequence[Bar], longest: float = 0) -> Markup:
    """Horizontal bars with their labels above them.

    Args:
        name: unique on the page.
        title: what a reader who cannot see the chart is told.
        bars: from top to bottom.
        longest: length of a full bar; 0 for the longest of them.
    """
    full = longest or max((sum(length for length, _ in bar.segments) for bar in bars), default=0) or 1
    figure, axes = canvas(ROW * len(bars) + 4)
    for row, bar in enumerate(bars):
        write_labels(axes, row, bar.label, bar.value)
        block(axes, row, (0, WIDTH), TRACK)
        left = 0.0
        for length, colour in bar.segments:
            width = WIDTH * length / full
            if width > 0:
                block(axes, row, (left, width), colour)
            left += width
    return as_svg(figure, name, title)


def range_chart(name: str, title: str, ranges: Sequence[Range], axis: Axis) -> Markup:
    """Ranges with a dot each, their labels above them, over one axis.

    Args:
        name: unique on the page.
        title: what a reader who cannot see the chart is told.
        ranges: from top to bottom.
        axis: of all rows.
    """
    height = ROW * len(ranges) + AXIS
    figure, axes = canvas(height)
    for value, text in axis.ticks:
        x = axis.place(value)
        axes.plot([x, x], [4, height - AXIS + 4], color=TRACK, linewidth=1, clip_on=False, zorder=0)
        side = "left" if x < 30 else "right" if x > WIDTH - 30 else "center"
        write(axes, (x, height - 6), text, side)
    for row, one in enumerate(ranges):
        y = ROW * row + 25
        write_labels(axes, row, one.label, one.value)
        stroke(axes, y, [axis.place(value) for value in one.outer], 1.5)
        if one.inner:
            stroke(axes, y, [axis.place(value) for value in one.inner], 6)
        axes.plot([axis.place(one.middle)], [y], "o", color=BLUE, clip_on=False, **DOT)
    return as_svg(figure, name, title)


def canvas(height: int) -> tuple["Figure", "Axes"]:
    """An empty drawing with one unit a pixel and no frame."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
    figure.patch.set_visible(False)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    return figure, axes


def write(axes: "Axes", at: tuple[float, float], text: str, side: str) -> None:
    """Text on its baseline."""
    axes.text(*at, text, fontsize=FONT_SIZE, color=INK, ha=side, va="baseline", parse_math=False)


def write_labels(axes: "Axes", row: int, label: str, value: str) -> None:
    """The name of a row at its left, its numbers at its right."""
    write(axes, (0, ROW * row + 14), label, "left")
    write(axes, (WIDTH, ROW * row + 14), value, "right")


def block(axes: "Axes", row: int, span: tuple[float, float], colour: str) -> None:
    """A part of a bar, from its left end and of a width; a gap sets it off from the next."""
    left, width = span
    axes.barh([ROW * row + 24], [width], left=[left], height=MARK, color=colour, clip_on=False)
    if colour != TRACK and left > 0:
        axes.plot([left, left], [ROW * row + 19, ROW * row + 29], color=PAPER, linewidth=1.5, clip_on=False)


def stroke(axes: "Axes", y: float, span: list[float], width: float) -> None:
    """A line of a range."""
    axes.plot(span, [y, y], color=BLUE, linewidth=width, solid_capstyle="butt", clip_on=False)


def as_svg(figure: "Figure", name: str, title: str) -> Markup:
    """A drawing as an SVG element for the page: no prolog, no fonts of its own, ids that are unique on the page."""
    import matplotlib as mpl

    buffer = io.StringIO()
    with mpl.rc_context(SETTINGS):
        metadata = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(buffer, format="svg", metadata=metadata)
    drawing = buffer.getvalue().partition("<svg")[2].partition(">")[2]
    drawing = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r"font-family: [^;\"]*;? ?", "", drawing)
    drawing = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", drawing)
    for drawn, shown in PAGE_COLOURS.items():
        drawing = drawing.replace(drawn, shown)
    width, height = (round(72 * inches) for inches in figure.get_size_inches())
    head = Markup('<svg class="chart" role="img" aria-label="{}" viewBox="0 0 {} {}" {}>')
    return head.format(title, width, height, NAMESPACES) + Markup(drawing)  # noqa: S704 - matplotlib escapes texts
