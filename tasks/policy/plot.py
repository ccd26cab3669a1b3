"""A reinforcement as a picture: what is earned, and why the rest earns nothing."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Reason: much of matplotlib has no types.

import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from schemas.score import RIGHT, Reason

CURVES = (("reward", "#0072b2"), ("solved", "#009e73"), ("held_out_solved", "#d55e00"), ("flat_groups", "#999999"))
MOST_FLAWS = 6
"""Reasons that get a band of their own, the most frequent ones."""
Lines = Sequence[dict[str, Any]]


def reward_plot(lines: Lines) -> bytes:
    """Reward and solve rates above, the shares of flaws below, by step, as PNG."""
    figure = Figure(figsize=(7, 6), layout="constrained")
    above, below = figure.subplots(2, sharex=True)
    for name, colour in CURVES:
        told = [(line["step"], line[name]) for line in lines if name in line]
        if told:
            above.plot(*zip(*told, strict=True), color=colour, label=name.replace("_", " "))
    steps = [line["step"] for line in lines if "reasons" in line]
    shares = flaw_shares(lines)
    if shares:
        below.stackplot(steps, list(shares.values()), labels=[name.replace("_", " ") for name in shares])
    above.set(ylabel="mean of a step")
    below.set(xlabel="step", ylabel="share of answers", ylim=(0, 1))
    for axes in (above, below):
        axes.legend(frameon=False, fontsize="small") if axes.has_data() else None
        axes.spines[["top", "right"]].set_visible(False)
    FigureCanvasAgg(figure)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=110)
    return picture.getvalue()


def flaw_shares(lines: Lines) -> dict[str, list[float]]:
    """The share of answers by each of the most frequent flaws, line by line."""
    told = [line["reasons"] for line in lines if "reasons" in line]
    right = {reason.value for reason in RIGHT}
    sums = Counter[str]()
    for reasons in told:
        sums.update({name: share for name, share in reasons.items() if name not in right})
    return {name: [reasons.get(name, 0.0) for reasons in told] for name, _ in sums.most_common(MOST_FLAWS)}


def flaw_rows(lines: Lines) -> list[dict[str, Any]]:
    """How often each reason came up, in the first and in the last tenth of the steps."""
    told = [line["reasons"] for line in lines if "reasons" in line]
    some = max(1, len(told) // 10)
    first, last = told[:some], told[-some:]
    return [
        {"reason": reason.value, "first tenth": mean_share(first, reason), "last tenth": mean_share(last, reason)}
        for reason in Reason
        if any(reason.value in reasons for reasons in (*first, *last))
    ]


def mean_share(told: Sequence[dict[str, float]], reason: Reason) -> str:
    """The mean share of a reason over lines."""
    return f"{sum(reasons.get(reason.value, 0.0) for reasons in told) / len(told):.1%}"
