"""How often one flow run may be started: an automation restarts crashed runs, and counts nothing itself."""

import os

from prefect.runtime import flow_run

MOST = "OPTMILL_MOST_ATTEMPTS"
"""Names the limit."""


class TooManyAttempts(RuntimeError):
    """A run crashed so often that something is wrong with what it does, or with where."""


def count_attempts() -> None:
    """Fail, which no automation retries, once a run has been started too often.

    Raises:
        TooManyAttempts: with the remedy.
    """
    most, made = int(os.environ.get(MOST, "20")), flow_run.run_count or 0
    if made > most:
        raise TooManyAttempts(
            f"this run was started {made} times ({MOST}={most}); look at what its earlier attempts died of, then run "
            "the deployment anew: it goes on from the finished work"
        )
