import asyncio

import pytest

from schemas.teacher import Purpose
from schemas.teacher_spec import TeacherSpec
from tasks.teacher.language.fast_lane import FastLane
from tasks.teacher.language.gate import WINDOW, Gate
from tasks.teacher.language.keys import scrub
from tasks.teacher.language.patience import ENOUGH, Patience
from tasks.teacher.language.prices import price_of


def test_slots_are_cut_when_the_share_of_refusals_is_high_and_come_back():
    gate = Gate(64)
    for number in range(WINDOW):
        gate.saw(refused=number % 2 == 0)
    assert gate.limit < 64
    cut = gate.limit
    for _ in range(WINDOW * 20):
        gate.saw(refused=False)
    assert cut < gate.limit == 64


def test_a_refusal_now_and_then_cuts_nothing():
    gate = Gate(64)
    for number in range(WINDOW * 10):
        gate.saw(refused=number % 20 == 0)
    assert gate.limit == 64


def test_slots_are_given_out_in_the_order_of_asking():
    order: list[int] = []

    async def hold(gate: Gate, number: int) -> None:
        async with gate:
            order.append(number)
            await asyncio.sleep(0)

    async def run() -> None:
        gate = Gate(3)
        await asyncio.gather(*(hold(gate, number) for number in range(20)))
        assert gate.flying == 0

    asyncio.run(run())
    assert order == list(range(20))


def test_whoever_stops_waiting_takes_no_slot_away():
    async def run() -> None:
        gate = Gate(1)
        await gate.__aenter__()
        waiting = asyncio.create_task(gate.__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        gate.release()
        await asyncio.wait_for(gate.__aenter__(), 1)
        assert gate.flying == 1

    asyncio.run(run())


def test_the_wait_is_learnt_for_each_purpose_and_doubled_for_what_was_cut():
    patience = Patience(100.0)
    for _ in range(ENOUGH):
        patience.saw(Purpose.mutate, 2.0)
    assert patience.deadline(Purpose.mutate) == pytest.approx(7.0)
    assert patience.deadline(Purpose.mutate, cuts=2) == pytest.approx(28.0)
    assert patience.deadline(Purpose.mutate, cuts=9) == 100.0
    assert patience.deadline(Purpose.formulate) == 100.0


def test_a_parameter_that_a_provider_does_not_know_is_left_out_from_then_on():
    lane = FastLane(TeacherSpec(model="openai/x", address="http://localhost:1/v1"))
    assert lane.drop_named("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    assert lane.dropped == {"max_tokens"}
    assert not lane.drop_named("Unsupported parameter: 'max_tokens'")
    assert not lane.drop_named("no such model")


def test_keys_are_scrubbed_whether_they_stand_in_the_environment_or_look_like_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ODD_API_KEY", "abc/def+ghi=123")
    said = scrub("Incorrect key abc/def+ghi=123, or sk-live_0123456789abc, or Bearer eyJhbGciOi.x.y")
    assert said == "Incorrect key [key], or [key], or Bearer [key]"


def test_prices_come_from_the_spec_then_from_a_list_and_are_never_guessed():
    own = TeacherSpec(model="openai/gpt-4.1", prompt_usd=1, completion_usd=3)
    assert price_of(own) is not None
    assert price_of(own).cost(1_000_000, 1_000_000) == 4  # pyright: ignore[reportOptionalMemberAccess] - just looked
    listed = price_of(TeacherSpec(model="openai/gpt-4.1"))
    assert listed is not None
    assert listed.source == "genai-prices"
    assert 0 < listed.prompt_usd < listed.completion_usd
    local = price_of(TeacherSpec(model="hosted_vllm/qwen", address="http://localhost:8000/v1"))
    assert local is not None
    assert local.cost(10, 10) == 0
    assert price_of(TeacherSpec(model="openai/no-such-model")) is None
