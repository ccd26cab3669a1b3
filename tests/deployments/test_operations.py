"""A standing factory, as operators use it: over the API that Prefect's pages use."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from schemas.spec import CampaignSpec
from tasks.lake.lake import Lake
from tests.model_server.client import RunningServer
from tests.operations_chaos import strike
from tests.processes import survivors
from tests.standing import Factory, flow_process
from tests.watching import repeated

T = TypeVar("T")


def rows(lake: Path, table: str) -> pl.DataFrame:
    return pl.read_parquet(f"{lake}/{table}/**/*.parquet", hive_partitioning=True)


def test_everything_is_deployed_with_the_specs_defaults_and_descriptions(factory: Factory):
    deployed = {d["name"]: d for d in factory.post("/deployments/filter", {})}
    assert {"campaign", "evolve", "report", "audit"} <= deployed.keys()
    schema = deployed["campaign"]["parameter_openapi_schema"]
    assert schema["properties"]["spec"]["default"] == CampaignSpec().model_dump(mode="json")
    assert schema["definitions"]["CampaignSpec"]["properties"]["target"]["description"]
    assert deployed["campaign"]["schedules"][0]["schedule"]["cron"] == "0 2 * * *"
    assert deployed["campaign"]["global_concurrency_limit"]["limit"] == 1
    assert {pool["name"]: pool["type"] for pool in factory.post("/work_pools/filter", {})} == {
        "optmill": "process",
        "optmill-gpu": "process",
    }


def test_up_again_changes_nothing(factory: Factory):
    before = [factory.service(name) for name in ("server", "reports", "patrol", "worker-optmill", "worker-optmill-gpu")]
    factory.up()
    assert [factory.service(service.name) for service in before] == before
    assert len(factory.post("/automations/filter", {})) == 4


def test_a_campaign_run_through_the_api_shows_names_tags_artifacts_events_and_logs(factory: Factory):
    run = factory.run("campaign/campaign", spec={"campaign": "shown", "children": 8, "rounds": 2})
    assert factory.wait(run)["state_type"] == "COMPLETED"
    everything = {r["name"]: r for r in factory.post("/flow_runs/filter", {})}
    assert {"shown campaign", "shown round 1", "shown round 2"} <= everything.keys()
    assert everything["shown round 2"]["tags"] == ["campaign:shown"]
    stages = factory.post("/task_runs/filter", {"flow_runs": {"id": {"any_": [everything["shown round 2"]["id"]]}}})
    assert len(stages) > 10
    assert not any(stage["tags"] for stage in stages), "each tagged one asks for a slot"
    assert len(factory.artifacts("survival-shown")) == 2
    link = factory.artifacts("report-shown")[0]["data"]
    address = link.rpartition("(")[2].rstrip(")")
    assert "<html" in factory.http.get(address).text
    lake = factory.home / "lake"
    children = rows(lake, "candidates").filter((pl.col("campaign") == "shown") & (pl.col("round") > 0))
    lost = children.filter(pl.col("rejected_stage").is_not_null() & (pl.col("rejected_stage") != "deduplicate"))
    published = until(lambda: published_rounds(factory, "shown"), lambda events: len(events) == 2)
    assert {event["payload"]["accepted"] for event in published} == {
        Lake(lake).manifest("shown", number).accepted for number in (1, 2)
    }
    assert lost.height
    for candidate in lost["id"]:
        assert until(lambda: [line for line in lines(factory) if candidate in line], bool), candidate  # noqa: B023 - called at once


def published_rounds(factory: Factory, campaign: str) -> list[dict[str, Any]]:
    """Events of a campaign's rounds: other campaigns of this factory have theirs."""
    return [event for event in factory.events("optmill.round.published") if event["payload"]["campaign"] == campaign]


def lines(factory: Factory) -> list[str]:
    """The latest lines of the runs' logs."""
    return [log["message"] for log in factory.post("/logs/filter", {"limit": 200, "sort": "TIMESTAMP_DESC"})]


def until(look: Callable[[], T], well: Callable[[T], bool], seconds: float = 20) -> T:
    """Look again until it is well, for a while."""
    deadline = time.monotonic() + seconds
    while not well(found := look()) and time.monotonic() < deadline:
        time.sleep(0.5)
    return found


def test_a_round_that_failed_at_a_stage_is_retried_without_repeating_finished_work(factory: Factory):
    """The provider refuses the key in the middle; once that is mended, the button Retry finishes the round."""
    with RunningServer(latency_seconds=0.02, faults={"unauthorized": 0.03}) as server:
        teacher = {"model": "openai/mill", "address": server.address, "key": "MILL_KEY"}
        spec = {"campaign": "retried", "children": 16, "shards": 4, "rounds": 1, "teacher": teacher}
        run = factory.run("campaign/campaign", spec=spec)
        failed = factory.wait(run)
        assert failed["state_type"] == "FAILED", failed["state"]
        lake = factory.home / "lake"
        begun = sum(path.read_bytes().count(b"\n") for path in lake.glob("_work/campaign=retried/*/*/*.jsonl"))
        answered = server.stats()["answers"]
        assert begun
        assert answered
        server.change_faults({})
        factory.set_state(run, "SCHEDULED", "AwaitingRetry")
        factory.wait(run, "RUNNING", "COMPLETED")
        assert factory.wait(run)["state_type"] == "COMPLETED"
        after = server.stats()
    assert after["asked_again"] == 0
    assert repeated(lake) == 0
    calls = rows(lake, "calls").filter(pl.col("campaign") == "retried")
    assert calls["request_hash"].n_unique() == calls.height == after["answers"]
    solves = rows(lake, "solves").filter(pl.col("campaign") == "retried")
    assert solves.select("candidate_id", "purpose", "attempt").is_unique().all()


def test_cancel_ends_the_runs_processes_within_seconds_and_a_later_run_goes_on(factory: Factory):
    spec = {"campaign": "cancelled", "children": 24, "rounds": 1, "teacher": {"latency_seconds": 0.5, "concurrency": 2}}
    run = factory.run("campaign/campaign", spec=spec)
    lake = factory.home / "lake"
    until(lambda: list(lake.glob("_work/campaign=cancelled/round=1/shard-*/formulate.jsonl")), bool, 60)
    process = flow_process(factory, run)
    assert process
    below = factory.runs_of("worker-optmill")
    factory.set_state(run, "CANCELLING", "Cancelling")
    started = time.monotonic()
    while survivors(below, 0.1) and time.monotonic() - started < 30:
        time.sleep(0.2)
    assert time.monotonic() - started < 15
    assert factory.wait(run)["state_type"] == "CANCELLED"
    again = factory.run("campaign/campaign", spec=spec | {"teacher": {"latency_seconds": 0.0}})
    assert factory.wait(again)["state_type"] == "COMPLETED"
    assert repeated(lake) == 0
    assert Lake(lake).manifest("cancelled", 1).children == 24


def test_a_killed_flow_process_and_then_a_killed_server_cost_no_row(factory: Factory):
    spec = {"campaign": "killed", "children": 24, "rounds": 1, "teacher": {"latency_seconds": 0.3, "concurrency": 2}}
    run = factory.run("campaign/campaign", spec=spec)
    lake = factory.home / "lake"
    until(lambda: list(lake.glob("_work/campaign=killed/round=1/shard-*/formulate.jsonl")), bool, 60)
    strike(factory, "flow process", run)
    factory.wait(run, "CRASHED")
    factory.wait(run, "RUNNING", seconds=90)
    strike(factory, "server", run)
    assert factory.wait(run, "COMPLETED", seconds=200)["run_count"] >= 2
    assert repeated(lake) == 0
    assert Lake(lake).manifest("killed", 1).children == 24


def test_a_schedule_of_ones_own_is_one_command(factory: Factory):
    done = factory.command("schedule", "--campaign", "mine", "--target", "5", "--cron", "30 4 * * 1", "--now")
    assert done.returncode == 0, done.stderr
    deployed = factory.ask("GET", "/deployments/name/campaign/mine")
    assert deployed["schedules"][0]["schedule"]["cron"] == "30 4 * * 1"
    runs = factory.post("/flow_runs/filter", {"deployments": {"name": {"any_": ["mine"]}}})
    now = [run for run in runs if not run["auto_scheduled"]]
    assert factory.wait(now[0]["id"])["state_type"] == "COMPLETED"
    assert Lake(factory.home / "lake").manifest("mine", 1).accepted >= 5
    assert factory.command("schedule", "--cron", "whenever").returncode == 2
