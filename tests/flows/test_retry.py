"""A round in which a stage failed says so, and repeats only what did not finish."""

import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import tasks.execute
import tasks.mutate
from flows.evolve import evolve
from flows.prefect_server import OwnServer
from schemas.candidate import Candidate
from schemas.spec import EvolveSpec
from schemas.step import Step
from tasks.difference import compare_lakes
from tasks.lake.lake import Lake
from tasks.sandbox.errors import SandboxError
from tasks.stage import RoundFailed
from tasks.workshop import Shard, close_workshop

TASK_TRIES = 3
"""A stage's task is tried thrice before its shard fails."""


class World:
    """Counts who is written and who is run; breaks the sandbox of shard 1 for as many tries as it is told."""

    def __init__(self, patch: pytest.MonkeyPatch, broken: int) -> None:
        self.broken = broken
        self.written: Counter[str] = Counter()
        self.run: Counter[tuple[int, str]] = Counter()
        self.write_child, self.execute_one = tasks.mutate.write_child, tasks.execute.execute_one
        patch.setattr(tasks.mutate, "write_child", self.write)
        patch.setattr(tasks.execute, "execute_one", self.execute)

    def write(self, shard: Shard, candidate: Candidate) -> Step:
        self.written[candidate.id] += 1
        return self.write_child(shard, candidate)

    def execute(self, shard: Shard, candidate: Candidate) -> Step:
        if shard.number == 1 and self.broken:
            self.broken -= 1
            raise SandboxError("the fork server does not start")
        self.run[shard.number, candidate.id] += 1
        return self.execute_one(shard, candidate)


def small(tmp_path: Path) -> EvolveSpec:
    """Two shards of three; one program at a time, so that a try breaks once."""
    return EvolveSpec(lake=str(tmp_path / "lake"), children=6, shards=2, slots=1)


def task_states(flow_run_id: Any) -> Counter[tuple[str, str]]:
    """Names and states of a flow run's task runs, once the server has them all."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    ours = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id]))
    deadline = time.monotonic() + 30
    with get_client(sync_client=True) as client:
        while True:
            runs = client.read_task_runs(flow_run_filter=ours)
            ended = all(run.state and (run.state.is_final() or run.state.name == "NotReady") for run in runs)
            if (ended and any(run.name.startswith("survival") for run in runs)) or time.monotonic() > deadline:
                return Counter((run.name, run.state.name or "") for run in runs if run.state)
            time.sleep(0.2)


def test_a_failed_shard_fails_the_round_and_the_next_call_goes_on(
    prefect_server: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    world, spec = World(monkeypatch, broken=TASK_TRIES), small(tmp_path)
    with pytest.raises(RoundFailed, match="the fork server does not start"):
        evolve(spec)
    assert Lake(spec.lake).published_rounds("default") == (0,)
    close_workshop(Lake(spec.lake).work_folder("default", 1))  # as if the process had ended

    manifest = evolve(spec)
    assert manifest["children"] == 6
    assert set(world.written.values()) == {1}
    assert set(world.run.values()) == {1}


@pytest.mark.parametrize("stage", ["execute", "check_program"])
def test_a_line_that_was_taken_out_of_the_ledger_is_made_again_though_its_stage_was_finished(
    prefect_server: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
):
    """Who meets a line that can't be read is told to remove it."""
    world, spec = World(monkeypatch, broken=TASK_TRIES), small(tmp_path)
    assert evolve(spec, return_state=True).is_failed()
    folder = Lake(spec.lake).work_folder("default", 1)
    close_workshop(folder)
    ledger = folder / "shard-00" / f"{stage}.jsonl"
    ledger.write_text("".join(ledger.read_text().splitlines(keepends=True)[1:]))

    evolve(spec)
    assert sum(world.run.values()) == len(world.run) + (stage == "execute")
    undisturbed = small(tmp_path / "other")
    evolve(undisturbed)
    assert compare_lakes(spec.lake, undisturbed.lake).same


def test_pressing_retry_takes_finished_shards_from_the_cache(
    prefect_server: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    world = World(monkeypatch, broken=TASK_TRIES)
    state = evolve.with_options(retries=1, retry_delay_seconds=0)(small(tmp_path), return_state=True)
    assert state.is_completed()
    assert set(world.run.values()) == {1}
    states = task_states(state.state_details.flow_run_id)
    for stage in ("mutate", "formulate", "check_description"):
        for shard in ("shard-00", "shard-01"):
            assert states[f"{stage} {shard}", "Completed"] == 1
            assert states[f"{stage} {shard}", "Cached"] == 1
    assert states["execute shard-00", "Cached"] == 1
    assert states["execute shard-01", "Failed"] == 1
    assert states["execute shard-01", "Completed"] == 1
    assert states["execute shard-01", "Cached"] == 0


def test_a_round_begun_anew_in_the_same_folder_takes_nothing_from_the_cache(
    prefect_server: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """An interrupted round may be removed by hand, which its error message advises."""
    world, spec = World(monkeypatch, broken=TASK_TRIES), small(tmp_path)
    assert evolve(spec, return_state=True).is_failed()
    folder = Lake(spec.lake).work_folder("default", 1)
    close_workshop(folder)
    shutil.rmtree(folder)

    assert evolve(spec)["children"] == 6
    assert set(world.written.values()) == {2}
