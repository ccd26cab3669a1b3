"""Runs a flow from the command line: a server of our own where none is configured, progress, and a clean end."""

import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from types import FrameType
from typing import Any

from flows.collector import keep_what_is_loaded
from flows.errors import INTERRUPTED, STOPPED, UsageError
from flows.live import LiveProgress
from flows.prefect_server import CONSOLE, OwnServer, ServerError, configured, point_client, suggest
from flows.terminal import print_line
from schemas.spec import CampaignSpec, EvolveSpec
from tasks.cluster import asked_workers, refuse_unreachable, share_of
from tasks.decontaminate import read_benchmark
from tasks.founders import refuse_other_seeds, refuse_unwritable
from tasks.lake.lake import Lake
from tasks.seed_file import read_seed_file
from tasks.teacher.ready import refuse_unready

GRACE_SECONDS = 3.0
"""Between Ctrl-C and the end, for Prefect to write down that the run has crashed."""


def require_inputs(spec: EvolveSpec) -> None:
    """Look at seeds and lake before anything starts.

    Raises:
        SeedsError: the seeds file can't be used, or the campaign has other seeds.
        TeacherRefused: a teacher can't be asked.
        UsageError: the lake can't be written.
        LakeError: it lies elsewhere and can't be reached, or can't be written.
        WorkersError: the workers can't be reached, or can't share the limits.
    """
    refuse_unreachable()
    share_of(spec, asked_workers())
    lake = Lake(spec.lake)
    refuse_unready(spec, budget_in_usd(spec))
    refuse_other_seeds(lake, spec.campaign, spec.seeds)
    if spec.seeds and spec.campaign not in lake.campaigns():
        require_seeds(spec)
    for file in spec.decontaminate:
        fields, items = read_benchmark(Path(file))
        print_line(f"kept out: {len(items)} items of {fields.said(Path(file).name)}")
    if not lake.store.local:
        lake.store.refuse_unwritable()
        return
    try:
        Path(lake.store.root).mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=lake.store.root):
            pass
    except OSError as error:
        reason = f"{spec.lake} can't be written as a lake: {error.strerror or error}"
        raise UsageError(f"{reason}; choose another folder with --lake") from error


def budget_in_usd(spec: EvolveSpec) -> bool:
    """Whether a budget in US dollars holds for the round or the campaign."""
    whole = spec.campaign_budget.most_usd if isinstance(spec, CampaignSpec) else 0.0
    return bool(spec.budget.most_usd or whole)


def require_seeds(spec: EvolveSpec) -> None:
    """Read the seeds file, and say what was made of it."""
    file = read_seed_file(spec.seeds)
    refuse_unwritable(spec, file)
    for line in file.said():
        print_line(line)
    if lacking := file.to_be_written():
        print_line(f"{len(file.seeds)} seeds{lacking}")


WANTED_SOON = (
    "flows.campaign",
    "tasks.procedural.teacher",
    "polars",
    # Prefect's client imports these in its first request and its first socket.
    "fastapi.encoders",
    "anyio._core._sockets",
    "anyio._core._streams",
)
"""Modules that a round imports sooner or later."""


@contextmanager
def prefect_for(lake: str) -> Generator[None]:
    """A Prefect server for the time of a run, beside the lake, unless the user has one configured.

    Our own is asked to catch up before it ends, so that its records are whole.
    """
    if configured():
        suggest(CONSOLE)
        require_server()
        keep_what_is_loaded()
        yield
        return
    store = Lake(lake).store
    home = (Path(store.root) if store.local else Path(".optmill").absolute()) / "_prefect"
    server = OwnServer(home)
    try:
        point_client(server, home)
        for module in WANTED_SOON:  # while the server starts, on the other processor
            importlib.import_module(module)
        server.wait()
        keep_what_is_loaded()
        started = datetime.now(UTC)
        try:
            with without_heartbeats(), answering_for(server):
                yield
            catch_up(started)
        finally:
            drain()
    finally:
        server.close()


@contextmanager
def answering_for(server: OwnServer) -> Generator[None]:
    """Say where to look when a server of our own fails: it is no business of the user's, but the room on its disk is.

    Raises:
        ServerError: it answered that it can't.
    """
    from prefect.exceptions import PrefectHTTPStatusError

    try:
        yield
    except PrefectHTTPStatusError as error:
        if not error.response.is_server_error:
            raise
        raise ServerError(
            f"the Prefect server of this run failed ({error.response.status_code}): look whether there is room beside "
            f"its log, {server.log}. Finished work is kept: run the same command again"
        ) from error


def require_server() -> None:
    """Raise ServerError where the server that the user has configured does not answer."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        if error := client.api_healthcheck():
            raise ServerError(
                f"no Prefect server answers at {client.api_url} ({error}); start it, or unset PREFECT_API_URL and the "
                "profile's, and optmill brings its own"
            )


@contextmanager
def without_heartbeats() -> Generator[None]:
    """Flows that send no heartbeats: nobody watches for them here, and each flow waits up to a second for the last."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


def catch_up(started: datetime, seconds: float = 30) -> None:
    """Wait until the server has recorded the end of every task run of the flow runs that began since.

    Earlier ones that a kill cut off never end.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterStartTime,
        TaskRunFilter,
        TaskRunFilterState,
        TaskRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType

    ours = FlowRunFilter(start_time=FlowRunFilterStartTime.model_validate({"after_": started}))
    going = [StateType.PENDING, StateType.RUNNING, StateType.SCHEDULED]
    unfinished = TaskRunFilter(state=TaskRunFilterState(type=TaskRunFilterStateType(any_=going)))
    deadline = time.monotonic() + seconds
    with get_client(sync_client=True) as client:
        while time.monotonic() < deadline and client.read_task_runs(
            flow_run_filter=ours, task_run_filter=unfinished, limit=1
        ):
            time.sleep(0.1)


def drain() -> None:
    """Hand the last events and log lines to the server, before it ends and they have nowhere to go."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    APILogWorker.instance().drain()
    EventsWorker.drain_all()


def run_flow(flow: Callable[..., Any], spec: Any, quiet: bool) -> Any:
    """Run a flow in this process with live progress; Ctrl-C ends it soon."""
    with LiveProgress(quiet), ending_soon():
        return flow(spec)


@contextmanager
def ending_soon() -> Generator[None]:
    """After Ctrl-C, leave in a few seconds: Prefect alone would first wait until every shard has ended its stage.

    What is in a ledger stays, and our servers die with this process. Where somebody has Ctrl-C ignored, as shells
    have for what runs in the background, it stays so.
    """
    usual = signal.getsignal(signal.SIGINT)
    if usual is not signal.default_int_handler:
        yield
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        timer = threading.Timer(GRACE_SECONDS, leave)
        timer.daemon = True
        timer.start()
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def leave() -> None:
    """End this process at once."""
    sys.stderr.write(STOPPED)
    sys.stderr.flush()
    os._exit(INTERRUPTED)
