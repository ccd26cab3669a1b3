"""What a person sees in the terminal: tables, lines and counts."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

console = Console(stderr=True)
"""Progress and tables go to stderr, so that `--json` alone stands on stdout."""
SECONDS_A_LINE = 5.0
"""Between two lines of progress where there is no terminal."""
WIDEST = 1_000
"""Columns of a terminal on which any table finds room."""


def plain_table(title: str) -> Table:
    """An empty table in the house's look: one rule under the heads, narrow gaps."""
    table = Table(title=title, title_justify="left", title_style="bold", header_style="dim", box=SIMPLE_HEAD)
    table.pad_edge, table.padding = False, (0, 1, 0, 0)
    return table


def print_table(title: str, rows: Sequence[dict[str, Any]], without: Sequence[str] = ()) -> None:
    """Print rows as a table, numbers to the right, sums in bold.

    Args:
        title: stands above it.
        rows: all with the same names; a column without any value is left out, and without rows nothing is printed.
        without: names of columns to leave out.
    """
    names = [name for name in (rows[0] if rows else ()) if name not in without and any(row[name] for row in rows)]
    if not names:
        return
    table = plain_table(title)
    for name in names:
        numeric = isinstance(rows[0][name], int | float) or name in ("survival", "interval", "passing")
        table.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold", min_width=6)
    for row in rows:
        style = "bold" if row.get("operator") == "all" else ""
        table.add_row(*("" if row[name] is None else escape(str(row[name])) for name in names), style=style)
    if console.measure(table, options=console.options.update(max_width=WIDEST)).maximum > console.width:
        table.padding = 0
    console.print(table)


def print_survival(title: str, rows: Sequence[dict[str, Any]]) -> None:
    """Print survival with the operators indented under the sum of their strategy."""
    table = plain_table(title)
    table.add_column("strategy, operator", no_wrap=True)
    for name in ("children", "accepted", "survival", "95 % interval", "calls", "seconds"):
        table.add_column(name, justify="right", no_wrap=True)
    for strategy in dict.fromkeys(row["strategy"] for row in rows):
        members = [row for row in rows if row["strategy"] == strategy]
        for row in sorted(members, key=lambda row: row["operator"] != "all"):
            total = row["operator"] == "all"
            cells = (row["children"], row["accepted"], row["survival"], row["interval"], row["calls"])
            name = strategy if total else f"  {row['operator']}"
            seconds = "" if row["s_per_accepted"] is None else f"{row['s_per_accepted']:.2f}"
            table.add_row(escape(name), *map(str, cells), seconds, style="bold" if total else "")
    console.print(table)


MOST_BOOKS = 24
"""Rows of a table of checkers that the terminal shows; the report has all."""


def print_checkers(title: str, rows: Sequence[dict[str, Any]], most: int = 0) -> None:
    """Print books of checkers, narrow enough for 80 columns, under a line for each operator where they have one.

    Args:
        title: stands above them.
        rows: of checkers and attempts, or of these for each operator.
        most: rows shown, those with the most failures; 0: all.
    """
    worst = sorted(rows, key=lambda row: -row["failed"] - row["abstained"])[: most or len(rows)]
    table, operator = plain_table(title), None
    table.add_column("checker, attempt", no_wrap=True)
    for name in ("in", "failed", "unsure", "later", "passing", "95 %", "calls", "USD"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in (each for each in rows if any(each is one for one in worst)):
        if (strategy := row.get("strategy")) and operator != (strategy, row["operator"]):
            operator = (strategy, row["operator"])
            table.add_row(f"{row['operator']}", style="bold")
        table.add_row(*checker_texts(row))
    if rows:
        console.print(table)
    if len(rows) > len(worst):
        print_line(f"… and {len(rows) - len(worst)} more rows in the report.")


def checker_texts(row: dict[str, Any]) -> tuple[str, ...]:
    """The cells of one checker and attempt."""
    name = f"{'  ' if 'operator' in row else ''}{row['checker'].replace('_', ' ')} {row['attempt']}"
    counts = (row["entered"], row["failed"], row["abstained"], row["repaired"])
    shares = (row["passing"], row["interval"].replace(" to ", "-"))
    return (name, *map(str, counts), *shares, str(row["calls"] or ""), f"{row['usd']:.2f}" if row["usd"] else "")


def print_line(text: str) -> None:
    """Print a line as it stands: brackets are no markup, and a long one is left to the terminal to wrap."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def counting(what: str) -> Generator[Callable[[int, int], None]]:
    """Show how many of how many are done: a live line on a terminal, a line every few seconds elsewhere.

    Args:
        what: is counted, in the plural: `problems audited`.
    """
    last = time.monotonic()
    with console.status(what) as status:

        def show(done: int, of: int) -> None:
            nonlocal last
            status.update(f"{done} of {of} {what}")
            if not console.is_terminal and time.monotonic() - last > SECONDS_A_LINE:
                last = time.monotonic()
                print_line(f"{done} of {of} {what}")

        yield show
