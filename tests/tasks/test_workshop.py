"""One round worked at by several processes: each sees what the others did, and a late one writes nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tasks
from schemas.candidate import Candidate, Stage
from schemas.spec import EvolveSpec
from schemas.step import Step
from tasks.begin import open_round
from tasks.progress import round_progress
from tasks.select_parents import plan_round
from tasks.tenure import RoundLost
from tasks.workshop import Workshop, close_workshop, join_workshop

ROOT = Path(tasks.__file__).parents[1]
HOLD = """
import sys, time
from pathlib import Path
from tasks.workshop import open_workshop
open_workshop(Path(sys.argv[1])).hold(sys.argv[2])
print("held", flush=True)
time.sleep(60)
"""
WORK = """
import sys, time
from schemas.candidate import Candidate, Stage
from schemas.step import Step
from tasks.workshop import join_workshop

def act(candidate):
    print(candidate.id, flush=True)
    time.sleep(0.3)
    return Step(stage=Stage.mutate, candidate_id=candidate.id, update={"statement": sys.argv[2]})

join_workshop(sys.argv[1], sys.argv[2]).shard(0).for_each(Stage.mutate, act)
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a planned round of six, in one shard."""
    spec = EvolveSpec(lake=str(tmp_path_factory.mktemp("workshop") / "lake"), children=6, shards=1)
    folder = open_round(spec)
    workshop = Workshop(folder)
    workshop.ledger.write_plan(plan_round(spec, 1, list(workshop.population.values())))
    return folder


@pytest.fixture
def folder(begun: Path) -> Path:
    """The round as it was planned, with nothing done."""
    for line in begun.glob("shard-*/*"):
        line.unlink()
    return begun


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def written(words: str, stage: Stage = Stage.mutate) -> Callable[[Candidate], Step]:
    return lambda candidate: Step(stage=stage, candidate_id=candidate.id, update={"statement": words})


def lines(folder: Path) -> list[Step]:
    return list(Workshop(folder).ledger.steps(0, Stage.mutate).values())


def statements(workshop: Workshop) -> set[str]:
    return {candidate.statement for candidate in workshop.shard(0).candidates.values()}


def test_a_shard_that_went_through_other_processes_is_seen_as_the_ledger_has_it(folder: Path):
    """Two workshops of one folder are as two processes are: neither knows the other's memory."""
    first, second = Workshop(folder), Workshop(folder)
    assert first.shard(0).for_each(Stage.mutate, written("by the first")) == 6
    assert second.shard(0).for_each(Stage.formulate, written("by the second", Stage.formulate)) == 6
    assert statements(first) == {"by the second"}
    assert first.shard(0).for_each(Stage.formulate, written("again", Stage.formulate)) == 0
    assert first.shard(0).for_each(Stage.execute, written("by the first", Stage.execute)) == 6
    assert statements(second) == {"by the first"}


def test_a_worker_that_was_taken_for_dead_is_waited_for_and_nothing_is_done_twice(folder: Path):
    holder = start(HOLD, str(folder), "run 1")
    assert said(holder) == "held"
    worker = start(WORK, str(folder), "run 1")
    assert said(worker)
    other = join_workshop(folder, "run 1")
    assert other.shard(0).for_each(Stage.mutate, written("twice")) == 0
    assert worker.wait(20) == 0
    assert {step.update["statement"] for step in lines(folder)} == {"run 1"}
    holder.kill()
    holder.communicate()
    close_workshop(folder)


def test_a_late_worker_adds_nothing_to_a_round_that_another_process_goes_on_with(folder: Path):
    holder = start(HOLD, str(folder), "run 1")
    assert said(holder) == "held"
    worker = start(WORK, str(folder), "run 1")
    assert said(worker) and said(worker)  # the second is begun, so that the first is written
    holder.send_signal(signal.SIGKILL)
    holder.communicate()

    resumed = Workshop(folder)
    resumed.hold("run 2")
    before = lines(folder)
    assert 1 <= len(before) < 6
    _, told = worker.communicate(timeout=20)
    assert worker.returncode and "RoundLost" in told and "this worker worked for" in told
    assert lines(folder) == before
    assert resumed.shard(0).for_each(Stage.mutate, written("run 2")) == 6 - len(before)
    resumed.tenure.release()


def test_a_worker_forgets_what_it_knew_when_another_run_goes_on(folder: Path):
    holder = Workshop(folder)
    holder.hold("run 1")
    early = join_workshop(folder, "run 1")
    assert join_workshop(folder, "run 1") is early
    holder.hold("run 2")
    late = join_workshop(folder, "run 2")
    assert late is not early
    with pytest.raises(RoundLost), early.writing():
        pass
    with late.writing():
        pass
    with pytest.raises(RoundLost):
        join_workshop(folder, "run 1")
    holder.tenure.release()
    close_workshop(folder)


def test_progress_tells_what_was_done_in_other_processes(folder: Path):
    watching, working = Workshop(folder), Workshop(folder)
    assert not any(stage.done for stage in round_progress(watching).stages)
    working.shard(0).for_each(Stage.mutate, written("a problem"))
    told = {stage.stage: stage.done for stage in round_progress(watching).stages if stage.done}
    assert told == {Stage.mutate: 6}
    assert round_progress(watching) == round_progress(working)


def test_a_worker_takes_its_share_of_the_limits(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPTMILL_WORKERS", "3")
    holder = Workshop(folder)
    holder.hold("run 1")
    monkeypatch.delenv("OPTMILL_WORKERS")
    assert join_workshop(folder, "run 1").faculty.spec.teacher.concurrency == 64 // 3
    holder.tenure.release()
    close_workshop(folder)
