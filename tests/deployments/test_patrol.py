"""The patrol finds, on a real server without any automation, what was lost, and leaves the rest alone."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterDeploymentId
from prefect.client.schemas.objects import State
from prefect.events import Event, Resource
from prefect.states import Crashed, Pending, Running

from deployments.patrol import HEARTBEAT, beats, patrol
from flows.prefect_server import OwnServer

SOON = timedelta(seconds=20)
LATER = timedelta(seconds=300)


@pytest.fixture
def client(prefect_server: OwnServer) -> Iterator[SyncPrefectClient]:
    """A client of the tests' server."""
    with get_client(sync_client=True) as client:
        yield client


@pytest.fixture
def deployment(client: SyncPrefectClient) -> Iterator[UUID]:
    """A deployment that no worker serves."""

    @flow(name="patrolled")
    def patrolled() -> None: ...

    made = client.create_deployment(flow_id=client.create_flow(patrolled), name="patrolled")
    yield made
    filters = FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[made]))
    for run in client.read_flow_runs(flow_run_filter=filters):
        client.delete_flow_run(run.id)
    client.delete_deployment(made)


def run_in(client: SyncPrefectClient, deployment: UUID, state: State[Any]) -> UUID:
    """A run of the deployment in a state."""
    run = client.create_flow_run_from_deployment(deployment)
    client.set_flow_run_state(run.id, state, force=True)
    return run.id


def look(client: SyncPrefectClient, after: timedelta, watched: timedelta = LATER) -> list[str]:
    """Look as one would after some time, having watched for so long."""
    now = datetime.now(UTC) + after
    return patrol(client, now, now - watched)


def state_name(client: SyncPrefectClient, run: UUID) -> str:
    """The name of a run's state."""
    state = client.read_flow_run(run).state
    assert state
    return str(state.name)


def beat(client: SyncPrefectClient, run: UUID) -> None:
    """What the process of a run tells every 30 s; returns once the server knows."""
    event = Event(event=HEARTBEAT, resource=Resource({"prefect.resource.id": f"prefect.flow-run.{run}"}))
    client.request("POST", "/events", json=[event.model_dump(mode="json")]).raise_for_status()
    deadline = time.monotonic() + 20
    while not beats(client, client.read_flow_run(run), datetime.now(UTC) - LATER, datetime.now(UTC)):
        assert time.monotonic() < deadline, "events are written in batches of a second"
        time.sleep(0.2)


def test_a_crashed_run_is_scheduled_again_once_the_automation_had_its_time(client: SyncPrefectClient, deployment: UUID):
    run = run_in(client, deployment, Crashed())
    assert look(client, SOON) == []
    assert len(look(client, LATER)) == 1
    assert state_name(client, run) == "AwaitingRetry"
    assert look(client, LATER) == []


def test_what_crashed_days_ago_waits_for_a_person(client: SyncPrefectClient, deployment: UUID):
    run = run_in(client, deployment, Crashed())
    assert look(client, timedelta(days=2)) == []
    assert state_name(client, run) == "Crashed"


def test_a_run_that_a_worker_took_and_never_began_is_scheduled_again(client: SyncPrefectClient, deployment: UUID):
    untouched, process, job = (run_in(client, deployment, Pending()) for _ in range(3))
    for run, kind in ((process, "process"), (job, "kubernetes")):
        client.update_flow_run(run, infrastructure_pid="machine:7")
        client.update_flow_run_labels(run, {"prefect.worker.type": kind})
    assert look(client, SOON) == []
    assert len(look(client, LATER)) == 2
    states = [state_name(client, run) for run in (untouched, process, job)]
    assert states == ["AwaitingRetry", "AwaitingRetry", "Pending"], "a job may wait for its place"


def test_a_run_that_fell_silent_is_marked_as_crashed(client: SyncPrefectClient, deployment: UUID):
    run = run_in(client, deployment, Running())
    assert look(client, LATER) == [], "a flow that never sent a heartbeat sends none when it lives"
    beat(client, run)
    assert look(client, SOON) == []
    assert look(client, LATER, watched=SOON) == [], "a server that was away has heard nobody"
    assert len(look(client, LATER)) == 1
    assert state_name(client, run) == "Crashed"
