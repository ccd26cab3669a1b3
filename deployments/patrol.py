"""The patrol finds lost runs where no automation did: `python -m deployments.patrol`, and each run of the sweep.

Prefect's triggers hold an event back for up to 15 minutes when a killed server took the one before it along, and a
run whose worker died before its process began sends no heartbeat that could be missed. The patrol asks the server for
states instead. It is slower than the automations by intent: where they work, it finds nothing to do.
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.events.filters import EventFilter, EventNameFilter, EventOccurredFilter, EventResourceFilter
from prefect.exceptions import PrefectHTTPStatusError
from prefect.states import AwaitingRetry, Crashed

HEARTBEAT: Final = "prefect.flow-run.heartbeat"
LOOK_SECONDS: Final = 10.0
CRASHED_SECONDS: Final = 45.0
"""The automation schedules a crashed run again after 20."""
SILENT_SECONDS: Final = 135.0
"""The automation takes a run for lost after 90 without a heartbeat; there is one every 30."""
STRANDED_SECONDS: Final = 180.0
"""A worker takes a run and starts its process within seconds."""
OLDEST: Final = timedelta(days=1)
"""What crashed longer ago waits for a person."""
MOST_RUNS: Final = 200


def patrol(client: SyncPrefectClient, now: datetime, watched_since: datetime) -> list[str]:
    """Look once at all runs of deployments, and do for the lost ones what the automations do.

    Args:
        client: of the server.
        now: the time.
        watched_since: since when the server has answered without a gap; a shorter silence than that is not a run's.

    Returns:
        What was done, a sentence a run.
    """
    done = [resume(client, run, "had crashed") for run in runs_in(client, StateType.CRASHED, now, CRASHED_SECONDS)]
    stranded = runs_in(client, StateType.PENDING, now, STRANDED_SECONDS)
    done += [resume(client, run, "was never begun") for run in stranded if should_have_begun(run)]
    if (now - watched_since).total_seconds() > SILENT_SECONDS:
        running = runs_in(client, StateType.RUNNING, now, SILENT_SECONDS)
        done += [crash(client, run) for run in running if fell_silent(client, run, now)]
    return done


def runs_in(client: SyncPrefectClient, type: StateType, now: datetime, seconds: float) -> Iterator[FlowRun]:
    """Runs of deployments that have been in a type of state for so long, the newest first."""
    found = client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            deployment_id=FlowRunFilterDeploymentId(is_null_=False),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[type])),
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=MOST_RUNS,
    )
    for run in found:
        if run.state and timedelta(seconds=seconds) < now - run.state.timestamp < OLDEST:
            yield run


def should_have_begun(run: FlowRun) -> bool:
    """Whether a run that a worker took has nothing to wait for, unlike a container's image or a job's place."""
    return not run.infrastructure_pid or run.labels.get("prefect.worker.type") == "process"


def fell_silent(client: SyncPrefectClient, run: FlowRun, now: datetime) -> bool:
    """Whether a run that sent heartbeats sends none any more."""
    recent = now - timedelta(seconds=SILENT_SECONDS)
    return beats(client, run, now - OLDEST, now) > 0 and beats(client, run, recent, now) == 0


def beats(client: SyncPrefectClient, run: FlowRun, since: datetime, until: datetime) -> int:
    """How many heartbeats of a run the server knows."""
    wanted = EventFilter(
        event=EventNameFilter(name=[HEARTBEAT]),
        resource=EventResourceFilter(id=[f"prefect.flow-run.{run.id}"]),
        occurred=EventOccurredFilter.model_validate({"since": since, "until": until}),
    )
    return client.read_events(wanted, limit=1).total


def resume(client: SyncPrefectClient, run: FlowRun, why: str) -> str:
    """Schedule a run again, as its Retry button does."""
    message = f"The run {why}; finished work is kept."
    client.set_flow_run_state(run.id, AwaitingRetry(scheduled_time=datetime.now(UTC), message=message))
    return f"{run.name} {why} and is scheduled again"


def crash(client: SyncPrefectClient, run: FlowRun) -> str:
    """Mark a run whose process is gone; the next look schedules it again."""
    message = f"No sign of life for {SILENT_SECONDS:g} s."
    client.set_flow_run_state(run.id, Crashed(message=message))
    return f"{run.name} fell silent and is marked as crashed"


def main() -> int:
    """Look again and again, for as long as the factory stands."""
    with get_client(sync_client=True) as client:
        watched_since = datetime.now(UTC)
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                for done in patrol(client, datetime.now(UTC), watched_since):
                    sys.stdout.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {done}\n")
                    sys.stdout.flush()
            except (httpx.TransportError, PrefectHTTPStatusError) as error:
                watched_since = datetime.now(UTC)
                sys.stdout.write(f"{watched_since:%Y-%m-%d %H:%M:%S} {os.environ.get('PREFECT_API_URL')}: {error}\n")


if __name__ == "__main__":
    sys.exit(main())
