"""Shards move from stage to stage on their own: teachers and solvers work at the same time."""

import threading
from pathlib import Path
from typing import Any

import pytest

import tasks.execute
from flows.evolve import evolve
from flows.prefect_server import OwnServer
from schemas.candidate import Candidate
from schemas.spec import EvolveSpec
from schemas.step import Step
from schemas.teacher import Completion, Prompt, Purpose
from tasks.procedural.teacher import ProceduralTeacher
from tasks.workshop import Shard


class SlowForOne(ProceduralTeacher):
    """Keeps one request waiting until some program has been run, as long as it takes a patient man to give up."""

    solved = threading.Event()
    waiting = threading.Lock()
    overlapped: bool | None = None

    def complete(self, prompt: Prompt) -> Completion:
        if prompt.purpose is Purpose.formulate and self.waiting.acquire(blocking=False):
            type(self).overlapped = self.solved.wait(60)
        return super().complete(prompt)


def test_one_shard_solves_while_another_still_asks_the_teacher(
    prefect_server: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    execute_one = tasks.execute.execute_one

    def solve(shard: Shard, candidate: Candidate) -> Step:
        step = execute_one(shard, candidate)
        SlowForOne.solved.set()
        return step

    monkeypatch.setattr("tasks.procedural.teacher.ProceduralTeacher", SlowForOne)
    monkeypatch.setattr(tasks.execute, "execute_one", solve)
    manifest: dict[str, Any] = evolve(EvolveSpec(lake=str(tmp_path / "lake"), children=6, shards=2))
    assert manifest["children"] == 6
    assert SlowForOne.overlapped is True
