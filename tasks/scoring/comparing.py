"""A base and a tuned model over the same questions: each one's share, and the difference, with intervals."""

from collections.abc import Sequence
from typing import Any

from schemas.figure import Comparison
from schemas.round import Interval
from schemas.score import Score
from schemas.solve import SolverName
from tasks.scoring.figure_table import percent
from tasks.scoring.matrix import compare
from tasks.scoring.statistics import paired_difference
from tasks.survival import wilson

Row = dict[str, Any]


def comparison_rows(base: Sequence[Score], tuned: Sequence[Score], rule: str) -> list[Row]:
    """Three rows for each set and solver: base, tuned, difference.

    Args:
        base: scores of the base model's run.
        tuned: of the tuned model's, on the same sets.
        rule: that both are held to.
    """
    rows: list[Row] = []
    for solver in sorted({score.solver for score in tuned}):
        mine, theirs = ([score for score in scores if score.solver is solver] for scores in (base, tuned))
        for found in compare(("base", mine), ("tuned", theirs), rule):
            rows += rows_of(found, solver)
    return rows


def rows_of(found: Comparison, solver: SolverName) -> list[Row]:
    """The three rows of one comparison."""
    place = {"set": found.set, "solver": solver.value, "questions": found.items}
    only = len(found.left_only), len(found.right_only)
    rows = [
        place | {"model": name, "right": right, "share": percent(share.share), "interval": said(share), "p": None}
        for name, right in ((found.left, found.left_right), (found.right, found.right_right))
        for share in [wilson(right, found.items)]
    ]
    difference = paired_difference(*only, found.items)
    last = {"model": "difference", "right": only[1] - only[0], "share": points(difference.share)}
    interval = f"{100 * difference.low:+.1f} to {points(difference.high)}"
    return [*rows, place | last | {"interval": interval, "p": round(found.p_value, 4)}]


def said(interval: Interval) -> str:
    """An interval of a share."""
    return f"{100 * interval.low:.1f} to {percent(interval.high)}"


def points(difference: float) -> str:
    """A difference of two shares."""
    return f"{100 * difference:+.1f} points"
