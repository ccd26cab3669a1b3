"""A calibration as tables: kinds with their recall, what each rung adds, the cheapest ladder, what changed."""

from typing import Any

from schemas.calibration import ALL, Calibration, Cell, Worth
from schemas.plant import JUDGES_ONLY
from tasks.calibration.against import compared
from tasks.calibration.tables import table

HONEST = "honest"


def calibration_rows(calibration: Calibration) -> list[dict[str, Any]]:
    """A row for each kind: all rungs together, and the rung that finds most."""
    return [row_of(cell, calibration) for cell in calibration.overall()]


def row_of(cell: Cell, calibration: Calibration) -> dict[str, Any]:
    """One kind."""
    rungs = [c for c in calibration.cells if (c.source, c.kind) == (cell.source, cell.kind) and c.checker != ALL]
    best = max(rungs, key=lambda one: one.failed, default=cell)
    return {
        "source": cell.source,
        "kind": cell.kind or HONEST,
        "answers": cell.answers,
        "rejected": cell.failed,
        "share": f"{cell.share.share:.1%}",
        "interval": f"{100 * cell.share.low:.1f} to {100 * cell.share.high:.1f} %",
        "most by": f"{best.checker} ({best.failed})" if best.failed else "",
        "ms": round(1000 * cell.seconds, 1),
        "judges only": cell.kind in JUDGES_ONLY,
    }


def worth_rows(calibration: Calibration) -> list[dict[str, Any]]:
    """A row for each rung."""
    return [worth_row(worth) for worth in calibration.worths]


def worth_row(worth: Worth) -> dict[str, Any]:
    """What one rung adds, and what it costs."""
    return {
        "rung": worth.checker.value,
        "caught": worth.caught,
        "by it alone": worth.alone,
        "false alarms": worth.alarms,
        "ms": round(1000 * worth.seconds, 2),
        "usd": worth.cost_usd,
    }


def ladder_sentence(calibration: Calibration) -> str:
    """The cheapest ladder in words."""
    wanted, ladder = calibration.spec.wanted, calibration.ladder
    if ladder is None:
        return f"No choice of rungs finds {wanted:.0%} of the errors."
    rungs = ", ".join(rung.value for rung in ladder.rungs)
    return (
        f"The cheapest ladder that finds {wanted:.0%} of the errors is {rungs}: {ladder.recall:.1%} found, "
        f"{ladder.alarms:.1%} of the honest answers rejected, {1000 * ladder.seconds:.1f} ms and "
        f"{ladder.cost_usd:.5f} USD a problem."
    )


def calibration_markdown(calibration: Calibration, before: Calibration | None) -> str:
    """The whole calibration as a page."""
    rows, worths = calibration_rows(calibration), worth_rows(calibration)
    parts = [
        "## Kinds of errors",
        as_table(rows),
        "## What each rung adds",
        as_table(worths),
        ladder_sentence(calibration),
    ]
    if before:
        changes = [change.model_dump(mode="json") for change in compared(before, calibration)]
        parts += [f"## Against {before.spec.name}", as_table(changes) if changes else "Nothing changed."]
    return "\n\n".join(parts)


def as_table(rows: list[dict[str, Any]]) -> str:
    """Rows as a Markdown table."""
    return table(list(rows[0]), ([str(value) for value in row.values()] for row in rows)) if rows else "Nothing."
