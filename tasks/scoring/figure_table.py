"""Figures as rows of a table, for the terminal and for Prefect's artifacts."""

from collections.abc import Sequence
from typing import Any

from schemas.figure import Figure

Cells = dict[str, Any]


def figure_rows(figures: Sequence[Figure], headline: str) -> list[Cells]:
    """A row a figure, those of the headline's rule starred.

    Args:
        figures: of a run.
        headline: name of the run's own rule.
    """
    most = max((k for figure in figures for k in figure.pass_at), default=0)
    return [figure_cells(figure, headline, most) for figure in figures]


def figure_cells(figure: Figure, headline: str, most: int) -> Cells:
    """One row; what only several samples have is None for one."""
    row: Cells = {
        "set": figure.set,
        "labels": figure.labels,
        "solver": figure.solver.value,
        "rule": f"{figure.rule} *" if figure.rule == headline else figure.rule,
        "right": round(figure.right, 2) if figure.samples > 1 else round(figure.right),
        "items": figure.items,
        "accuracy": percent(figure.accuracy.share),
        "interval": f"{100 * figure.accuracy.low:.1f} to {percent(figure.accuracy.high)}",
    }
    row[f"pass_at_{most or 'k'}"] = percent(figure.pass_at.get(most))
    return row | {"majority": percent(figure.majority), "best_of": percent(figure.best_of)}


def percent(share: float | None) -> str | None:
    """A share in per cent."""
    return None if share is None else f"{100 * share:.1f} %"
