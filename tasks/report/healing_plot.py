"""The healing plot: flaws by trajectory from checkpoint to checkpoint, by set and on average (CALM, figure 7)."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Reason: much of matplotlib has no types.

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from schemas.flaw_record import FlawRate
from schemas.trajectory import FlawGroup

STYLES: dict[FlawGroup, dict[str, Any]] = {
    FlawGroup.distrust: {"color": "#0072b2", "linestyle": "-", "label": "code is not trusted (1–3)"},
    FlawGroup.expertise: {"color": "#d55e00", "linestyle": "--", "label": "knowledge lacks (4–6)"},
}
ACROSS = 3
"""Panels side by side."""


def draw_healing(rates: Sequence[FlawRate], path: Path) -> Path:
    """Draw the plot into a file."""
    names = [*sorted({rate.set for rate in rates} - {""}), ""]
    across = min(ACROSS, len(names))
    down = math.ceil(len(names) / across)
    figure = Figure(figsize=(3.4 * across, 2.6 * down), layout="constrained")
    panels = figure.subplots(down, across, squeeze=False, sharey=True).flat
    for panel, name in zip(panels, names, strict=False):
        draw_panel(panel, name, [rate for rate in rates if rate.set == name])
    for panel in list(panels):
        panel.set_axis_off()
    figure.axes[0].legend(fontsize=7, frameon=False)
    FigureCanvasAgg(figure)
    figure.savefig(path, dpi=120, metadata={"Software": None})
    return path


def draw_panel(panel: Any, name: str, rates: Sequence[FlawRate]) -> None:
    """One set: both groups over the checkpoints."""
    checkpoints = list(dict.fromkeys(rate.checkpoint for rate in rates))
    for group, style in STYLES.items():
        by_name = {rate.checkpoint: rate.flaws_each for rate in rates if rate.group is group}
        panel.plot(range(len(checkpoints)), [by_name[each] for each in checkpoints], marker="o", **style)
    panel.set_title(name or "mean of the sets", fontsize=9)
    panel.set_xticks(range(len(checkpoints)), checkpoints, fontsize=8)
    panel.set_ylim(bottom=0)
    panel.set_ylabel("flaws by trajectory", fontsize=8)
    panel.spines[["top", "right"]].set_visible(False)
