"""The live progress of the rounds, in the terminal."""

import sys
import threading
from collections.abc import Sequence
from typing import Self

from rich.live import Live
from rich.table import Table

from flows.terminal import SECONDS_A_LINE, console
from tasks.opened import runs_in_progress
from tasks.progress import RoundProgress, rounds_in_progress
from tasks.run_folder import RunFolder


class LiveProgress:
    """Progress of the rounds in this process: a live table on a terminal, a plain line now and then elsewhere."""

    def __init__(self, quiet: bool = False) -> None:
        """Show nothing when quiet."""
        self.quiet = quiet
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.watch, name="progress", daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop watching."""
        self.stop.set()
        self.thread.join()

    def watch(self) -> None:
        """Redraw until stopped."""
        if self.quiet:
            return
        if not sys.stderr.isatty():
            self.watch_plainly()
            return
        with Live(console=console, refresh_per_second=4, transient=True) as live:
            while not self.stop.wait(0.25):
                live.update(progress_table(rounds_in_progress(), runs_in_progress()))

    def watch_plainly(self) -> None:
        """A line every few seconds, for logs."""
        while not self.stop.wait(SECONDS_A_LINE):
            for progress in rounds_in_progress():
                counts = " ".join(f"{s.stage.value} {s.done}" for s in progress.stages if s.done)
                console.print(f"{progress.campaign} round {progress.round} of {progress.children}: {counts}")
            for run in runs_in_progress():
                counts = ", ".join(f"{name} {done}" for name, done in run.done())
                console.print(f"{run.name} of {run.size}: {counts}")


def progress_table(rounds: Sequence[RoundProgress], runs: Sequence[RunFolder] = ()) -> Table:
    """The stages of the open rounds, and of other runs, with bars."""
    table = Table(box=None, header_style="bold")
    for name, justify in (("round", "left"), ("stage", "left"), ("", "left"), ("done", "right"), ("rejected", "right")):
        table.add_column(name, justify=justify)  # pyright: ignore[reportArgumentType] - rich takes these literals
    for progress in rounds:
        left, rejected = progress.children, 0
        for at, stage in enumerate(progress.stages):
            name = f"{progress.campaign} {progress.round}" if at == 0 else ""
            filled = round(24 * stage.done / left) if left else 0
            table.add_row(name, stage.stage.value, "━" * filled, f"{stage.done}/{left}", str(stage.rejected or ""))
            rejected += stage.rejected
            left = progress.children - rejected
    for run in runs:
        for at, (stage, done) in enumerate(run.done()):
            filled = round(24 * done / run.size) if run.size else 0
            table.add_row("" if at else run.name, stage, "━" * filled, f"{done}/{run.size}", "")
    return table
