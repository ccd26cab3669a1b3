"""What a flow run ends as: crashed, which an automation schedules again, only where Prefect's server was away."""

from concurrent.futures import Future
from typing import Any, cast
from uuid import uuid4

import httpx
import pytest
from prefect.client.schemas.objects import State
from prefect.concurrency.asyncio import ConcurrencySlotAcquisitionError
from prefect.exceptions import CrashedRun
from prefect.futures import PrefectFutureList
from prefect.states import Completed, Failed, Pending

from flows.attempts import MOST, resumable
from flows.errors import UsageError
from flows.runner import KnownFuture
from tasks.stage import RoundFailed, finish

LOST = [httpx.ConnectError("refused"), ConcurrencySlotAcquisitionError("no slots on ['tag:campaign:a']")]


def stage_of(*states: State[Any]) -> PrefectFutureList[Any]:
    """A stage whose shards have ended in some states."""
    futures: list[KnownFuture] = []
    for state in states:
        done: Future[Any] = Future()
        done.set_result(state)
        futures.append(KnownFuture(uuid4(), done))
    return cast("PrefectFutureList[Any]", futures)


@pytest.mark.parametrize("error", [*LOST, CrashedRun("the round crashed")], ids=lambda error: type(error).__name__)
def test_a_run_that_lost_the_server_ends_as_crashed(error: Exception) -> None:
    @resumable
    def work() -> Any:
        raise error

    assert work().is_crashed()


def test_a_number_of_attempts_that_is_none_is_the_users_to_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MOST, "often")
    with pytest.raises(UsageError, match="OPTMILL_MOST_ATTEMPTS is 'often'; set it to the number"):
        resumable(lambda: None)()


def test_a_run_that_failed_otherwise_fails() -> None:
    @resumable
    def work() -> Any:
        raise RoundFailed("a shard failed")

    with pytest.raises(RoundFailed):
        work()


@pytest.mark.parametrize("error", LOST, ids=lambda error: type(error).__name__)
def test_a_round_whose_shards_lost_the_server_crashes(error: Exception) -> None:
    first = stage_of(Completed(), Failed(data=error, message=str(error)))
    with pytest.raises(CrashedRun):
        finish(first, stage_of(Completed(), Pending(name="NotReady")))


def test_a_round_with_a_failure_of_its_own_fails() -> None:
    states = [Failed(data=error, message=str(error)) for error in (LOST[0], ValueError("a broken sandbox"))]
    with pytest.raises(RoundFailed, match="2 of 2 shards failed"):
        finish(stage_of(*states), stage_of(Pending(name="NotReady"), Pending(name="NotReady")))
