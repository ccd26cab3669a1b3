"""Shards of trajectories against the scripted server, without a workflow engine."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from schemas.curate_run import Curated, Fate
from schemas.curate_spec import CurateSpec
from schemas.trajectory import Trigger
from tasks.begin_curation import open_folder
from tasks.trajectory.curation import close_curation, open_curation
from tasks.trajectory.making import heal_shard, reason_shard
from tests.model_server.calm_plan import planned, write_set
from tests.model_server.client import RunningServer


@pytest.fixture(scope="module")
def server() -> Generator[RunningServer]:
    with RunningServer(answers="calm") as running:
        yield running


def curated(server: RunningServer, folder: Path, numbers: list[int], **fields: Any) -> list[Curated]:
    """What the trajectories of some problems come to."""
    party = {"model": "openai/calm", "address": server.address}
    places = {"lake": str(folder / "lake"), "sets": (str(write_set(folder / "set.jsonl", numbers)),), "run": "made"}
    spec = CurateSpec.model_validate(
        {"solver": "highs", "door": "local", "reasoner": party, "intervener": party, "shards": 1, **places, **fields}
    )
    curation = open_curation(open_folder(spec))
    reason_shard(curation, 0)
    heal_shard(curation, 0)
    found = sorted(curation.curated(0).values(), key=lambda each: each.id)
    close_curation(curation.folder)
    return found


def numbers_of(plan: tuple[Trigger, ...], count: int) -> list[int]:
    """Problems with a plan, and nothing else that is odd."""
    cases = [case for case in map(planned, range(2000)) if not (case.wrong or case.leaks or case.ambiguous)]
    return [case.number for case in cases if case.plan == plan][:count]


def test_without_an_intervener_nobody_is_asked_and_code_sees_what_it_can(server: RunningServer, tmp_path: Path):
    sound, boxed = numbers_of((), 2), numbers_of((Trigger.protocol_violation,), 1)
    server.reset()
    found = curated(server, tmp_path, [*sound, *boxed], inspection="code", intervener={"model": "procedural"})
    fates = {int(each.item_id): each.fate for each in found}
    # The scripted reasoner counts the scripted intervener's hints alone, and ends in a sentence for ever.
    assert fates == {**dict.fromkeys(sound, Fate.golden), boxed[0]: Fate.too_many_hints}
    assert server.stats()["answers"] <= 2 * 3 + 5 + 1
    looks = next(each.interventions for each in found if int(each.item_id) == boxed[0])
    assert {look.flaw.trigger for look in looks if look.flaw} == {Trigger.protocol_violation}


def test_a_run_that_is_opened_again_asks_for_nothing_and_runs_nothing(server: RunningServer, tmp_path: Path):
    numbers = numbers_of((Trigger.flawed_model,), 2)
    first = curated(server, tmp_path, numbers)
    for name in ("reasoned", "curated"):
        (tmp_path / "lake" / "_work" / "curation=made" / "run" / "shard-00" / f"{name}.jsonl").unlink()
    server.reset()
    again = curated(server, tmp_path, numbers)
    assert server.stats().get("requests", 0) == 0
    assert [each.last for each in again] == [each.last for each in first]
    assert {each.fate for each in again} == {Fate.golden}


def test_a_trajectory_that_is_as_long_as_it_may_be_ends(server: RunningServer, tmp_path: Path):
    party = {"model": "openai/calm", "address": server.address, "max_tokens": 20}
    found = curated(server, tmp_path, numbers_of((), 1), reasoner=party)
    assert found[0].last.finish.value == "too_long" and found[0].fate is Fate.wrong_answer
