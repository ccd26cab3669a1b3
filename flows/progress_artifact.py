"""How far a round has come, as a progress bar on Prefect's pages."""

import threading
from contextvars import copy_context
from pathlib import Path
from typing import Self

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from tasks.progress import round_progress
from tasks.survive import artifact_key
from tasks.workshop import open_workshop

SECONDS = 5.0
"""Between two looks; each that finds something new is a request."""


class ProgressArtifact:
    """Shows a round's progress while it runs; what finished before the first look is shown at the end."""

    def __init__(self, folder: str) -> None:
        """Name the round's folder."""
        self.workshop = open_workshop(Path(folder))
        self.stop = threading.Event()
        # In the run's context, so that the artifact belongs to it.
        self.thread = threading.Thread(target=copy_context().run, args=(self.watch,), name="progress", daemon=True)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop watching, with the last state shown."""
        self.stop.set()
        self.thread.join()

    def watch(self) -> None:
        """Tell of every change until stopped."""
        campaign, number = self.workshop.spec.campaign, self.workshop.round
        artifact, shown = None, 0.0
        while not self.stop.wait(SECONDS):
            share = self.percent()
            if artifact is None:
                key, said = artifact_key("progress", campaign), f"{campaign} round {number}"
                artifact = create_progress_artifact(share, key=key, description=said)
            elif share != shown:
                update_progress_artifact(artifact, share)  # pyright: ignore[reportArgumentType] - a sync flow gets an id
            shown = share
        if artifact:
            update_progress_artifact(artifact, self.percent())  # pyright: ignore[reportArgumentType]

    def percent(self) -> float:
        """Share of the stages that all candidates have behind them; a rejected one has."""
        progress = round_progress(self.workshop)
        left, done, of = progress.children, 0, 0
        for stage in progress.stages:
            done, of = done + min(stage.done, left), of + left
            left -= stage.rejected
        return round(100 * done / of, 1) if of else 0.0
