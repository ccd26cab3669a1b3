"""How a flow run goes on after a loss: it ends as crashed, which an automation schedules again, though not for ever."""

import os
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from prefect.exceptions import CrashedRun
from prefect.runtime import flow_run
from prefect.states import Crashed

from flows.collector import keep_what_is_loaded
from flows.errors import UsageError
from flows.naming import untagged
from tasks.stage import LOST_SERVER

MOST = "OPTMILL_MOST_ATTEMPTS"
"""Names how often one flow run may be started."""

P = ParamSpec("P")
R = TypeVar("R")


class TooManyAttempts(RuntimeError):
    """A run crashed so often that something is wrong with what it does, or with where."""


def resumable(work: Callable[P, R]) -> Callable[P, R]:
    """Decorator for a flow's function that goes on from finished work when it is started again.

    Without Prefect's server it can't go on now, and a failure would wait for a person: it ends as crashed. The
    automation counts nothing, so that the attempts are counted here.
    """

    @wraps(work)
    def attempt(*arguments: P.args, **named: P.kwargs) -> R:
        count_attempts()
        keep_what_is_loaded()
        try:
            with untagged():
                return work(*arguments, **named)
        except (*LOST_SERVER, CrashedRun) as error:
            lost: Any = Crashed(message=f"Prefect's server was lost: {error}; finished work is kept.")
            return cast("R", lost)

    return attempt


def count_attempts() -> None:
    """Fail, which no automation retries, once a run has been started too often.

    Raises:
        TooManyAttempts: with the remedy.
        UsageError: the environment gives no number.
    """
    most, made = os.environ.get(MOST, "20"), flow_run.run_count or 0
    if not most.isdecimal():
        raise UsageError(f"{MOST} is {most!r}; set it to the number of times that a run may be started")
    if made > int(most):
        raise TooManyAttempts(
            f"this run was started {made} times ({MOST}={most}); look at what its earlier attempts died of, then run "
            "the deployment anew: it goes on from the finished work"
        )
