"""The card's plots: how large the problems are, and how many came of each generation and operator."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Reason: much of matplotlib has no types.

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from schemas.candidate import Candidate

BLUE = "#0072b2"


def write_plots(folder: Path, problems: Sequence[Candidate]) -> dict[str, str]:
    """Draw the plots; returns their paths in the folder by title."""
    (folder / "plots").mkdir(parents=True, exist_ok=True)
    drawn = {
        "Problems by operator": operators_plot(problems),
        "Variables and constraints of the problems": sizes_plot(problems),
    }
    paths: dict[str, str] = {}
    for title, figure in drawn.items():
        paths[title] = f"plots/{title.lower().replace(' ', '_')}.png"
        FigureCanvasAgg(figure)
        figure.savefig(folder / paths[title], dpi=120, metadata={"Software": None})
    return paths


def operators_plot(problems: Sequence[Candidate]) -> Figure:
    """Problems by operator as bars."""
    counts = Counter(problem.operator.replace("_", " ") for problem in problems).most_common()[::-1]
    figure = Figure(figsize=(6, 0.6 + 0.35 * len(counts)), layout="constrained")
    axes = figure.subplots()
    axes.bar_label(axes.barh([name for name, _ in counts], [count for _, count in counts], color=BLUE), padding=3)
    axes.set_xlabel("problems")
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def sizes_plot(problems: Sequence[Candidate]) -> Figure:
    """Variables and constraints of each problem, on logarithmic axes."""
    sized = [problem.difficulty for problem in problems if problem.difficulty.variables]
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    axes.scatter(
        [max(d.variables, 1) for d in sized], [max(d.constraints, 1) for d in sized], s=10, color=BLUE, alpha=0.4
    )
    axes.set(xscale="log", yscale="log", xlabel="variables", ylabel="constraints")
    axes.spines[["top", "right"]].set_visible(False)
    return figure
