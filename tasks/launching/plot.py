"""The loss of a training as a picture."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Reason: much of matplotlib has no types.

import io
from collections.abc import Sequence
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

BLUE, VERMILLION = "#0072b2", "#d55e00"


def loss_plot(lines: Sequence[dict[str, Any]]) -> bytes:
    """Loss by step, of training and of held-out rows, as PNG."""
    figure = Figure(figsize=(7, 3.5), layout="constrained")
    axes = figure.subplots()
    for name, label, colour in (("loss", "training", BLUE), ("held_out_loss", "held out", VERMILLION)):
        told = [(line["step"], line[name]) for line in lines if name in line]
        if told:
            axes.plot(*zip(*told, strict=True), color=colour, label=label, marker="." if len(told) < 50 else "")
    axes.set(xlabel="step", ylabel="loss")
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    FigureCanvasAgg(figure)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=110)
    return picture.getvalue()
