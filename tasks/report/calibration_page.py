"""Writes a calibration as one HTML page: a heat map of kinds by rungs, what each rung adds, what changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from schemas.calibration import ALL, Calibration, Cell
from schemas.frozen import Frozen
from tasks.calibration.against import compared
from tasks.calibration.showing import HONEST, ladder_sentence, worth_rows
from tasks.lake.lake import Lake
from tasks.report import amounts
from tasks.report.templates import render_template

NAME = "calibration.html"
FILTERS: dict[str, Any] = {
    "count": amounts.count,
    "percent": amounts.percent,
    "interval_text": amounts.interval_text,
    "spaced": amounts.spaced,
}


class HeatRow(Frozen):
    """One kind in the heat map."""

    kind: str
    answers: int
    cells: tuple[Cell | None, ...]
    """By rung, all of them together last; None: it did not look."""


def write_calibration_page(lake: Lake, calibration: Calibration, before: Calibration | None) -> Path:
    """Write the page into a local lake, or into the current folder for one elsewhere; returns the file."""
    path = Path(lake.store.root) / NAME if lake.store.local else Path(NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(calibration, before), encoding="utf-8")
    return path


def render(calibration: Calibration, before: Calibration | None) -> str:
    """The page as HTML."""
    rungs = rungs_of(calibration)
    return render_template(
        "calibration.html.j2",
        FILTERS,
        calibration=calibration,
        rungs=rungs,
        maps=[(source, heat_rows(calibration, source, rungs)) for source in sources(calibration)],
        worths=worth_rows(calibration),
        sentence=ladder_sentence(calibration),
        before=before,
        changes=compared(before, calibration) if before else (),
    )


def sources(calibration: Calibration) -> list[str]:
    """Where the answers came from."""
    return list(dict.fromkeys(cell.source for cell in calibration.cells))


def rungs_of(calibration: Calibration) -> list[str]:
    """Rungs that looked, in the order of a round, all together last."""
    return [*(worth.checker.value for worth in calibration.worths), ALL]


def heat_rows(calibration: Calibration, source: str, rungs: Sequence[str]) -> list[HeatRow]:
    """The kinds of one source, honest answers last."""
    by_place = {(cell.kind, cell.checker): cell for cell in calibration.cells if cell.source == source}
    kinds = list(dict.fromkeys(kind for kind, _ in by_place))
    return [
        HeatRow(
            kind=kind or HONEST,
            answers=by_place[kind, ALL].answers,
            cells=tuple(by_place.get((kind, rung)) for rung in rungs),
        )
        for kind in sorted(kinds, key=lambda kind: kind == "")
    ]
