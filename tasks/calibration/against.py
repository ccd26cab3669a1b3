"""Two calibrations side by side: where a rung's recall on a kind, or its false alarms, changed."""

from schemas.calibration import Calibration, Cell
from schemas.frozen import Frozen


class Change(Frozen):
    """One rung on one kind, before and after."""

    source: str
    kind: str
    checker: str
    before: float
    after: float
    is_sure: bool
    """Whether the two intervals do not overlap."""


def compared(before: Calibration, after: Calibration) -> tuple[Change, ...]:
    """Cells that both have, where the share differs, the largest change first."""
    earlier = {place(cell): cell for cell in before.cells}
    pairs = [(earlier[place(cell)], cell) for cell in after.cells if place(cell) in earlier]
    found = [change_of(*pair) for pair in pairs if pair[0].share.share != pair[1].share.share]
    return tuple(sorted(found, key=lambda change: -abs(change.after - change.before)))


def place(cell: Cell) -> tuple[str, str, str]:
    """Which cell it is."""
    return cell.source, cell.kind, cell.checker


def change_of(before: Cell, after: Cell) -> Change:
    """What changed in a cell."""
    apart = before.share.high < after.share.low or after.share.high < before.share.low
    return Change(
        source=after.source,
        kind=after.kind,
        checker=after.checker,
        before=before.share.share,
        after=after.share.share,
        is_sure=apart,
    )
