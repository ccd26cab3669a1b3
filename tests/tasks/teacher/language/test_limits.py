import asyncio
import threading
import time

import pytest

from schemas.teacher import Message, Prompt, Purpose, Sampling
from schemas.teacher_spec import TeacherSpec
from tasks.teacher.language.failures import Hung
from tasks.teacher.language.gate import WINDOW, Gate, Pace
from tasks.teacher.language.keys import key_of, scrub
from tasks.teacher.language.parameters import Parameters
from tasks.teacher.language.patience import ENOUGH, Patience
from tasks.teacher.language.prices import price_of
from tasks.teacher.teacher import TeacherRefused

LATER = 10.0**9
"""A time at which no cut has been made yet."""


def refuse(gate: Gate, share: int, after: float = 0.0) -> None:
    """One window in which every so many-th request met a 429."""
    gate.rest = after
    for number in range(WINDOW):
        gate.saw(refused=number % share == 0, sent=LATER)


def test_slots_are_cut_when_the_share_of_refusals_is_high_and_come_back():
    async def run() -> None:
        gate = Gate(64)
        refuse(gate, share=2)
        cut = gate.limit
        assert cut < 64
        for _ in range(20):
            refuse(gate, share=WINDOW)
        assert cut < gate.limit == 64

    asyncio.run(run())


def test_a_refusal_now_and_then_cuts_nothing():
    async def run() -> None:
        gate = Gate(64)
        for _ in range(10):
            refuse(gate, share=20)
        assert gate.limit == 64

    asyncio.run(run())


def test_refusals_of_what_was_sent_before_a_cut_are_no_reason_for_another():
    async def run() -> None:
        gate = Gate(64)
        sent = time.monotonic()
        for _ in range(1000):
            gate.saw(refused=True, sent=sent)
        assert gate.limit == 44

    asyncio.run(run())


def test_a_provider_that_refuses_nearly_all_is_left_alone_for_as_long_as_it_asks():
    async def run() -> None:
        gate = Gate(64)
        refuse(gate, share=1, after=0.1)
        began = time.monotonic()
        await asyncio.gather(gate.take(), gate.take())
        assert 0.1 <= time.monotonic() - began < 1

    asyncio.run(run())


def test_one_that_refuses_some_is_asked_on():
    async def run() -> None:
        gate = Gate(64)
        refuse(gate, share=2, after=60)
        await asyncio.wait_for(gate.take(), 1)

    asyncio.run(run())


def test_a_refused_slot_stays_shut_for_as_long_as_an_answer_takes():
    async def run() -> None:
        gate = Gate(1)
        gate.usual = 0.1
        await gate.take()
        began = time.monotonic()
        gate.saw_refusal(began, after=None)
        gate.release()
        await gate.take()
        assert 0.1 <= time.monotonic() - began < 1
        assert gate.flying == 1

    asyncio.run(run())


def test_one_slot_grows_to_several_after_few_answers():
    async def run() -> None:
        gate = Gate(64)
        gate.limit = 1
        for _ in range(16):
            gate.saw(refused=False, sent=LATER)
        assert gate.limit == 5

    asyncio.run(run())


def test_slots_are_given_out_in_the_order_of_asking():
    order: list[int] = []

    async def hold(gate: Gate, number: int) -> None:
        await gate.take()
        order.append(number)
        await asyncio.sleep(0)
        gate.release()

    async def run() -> None:
        gate = Gate(3)
        await asyncio.gather(*(hold(gate, number) for number in range(20)))
        assert gate.flying == 0

    asyncio.run(run())
    assert order == list(range(20))


def test_whoever_asks_again_goes_before_whoever_asks_first():
    order: list[str] = []

    async def hold(gate: Gate, name: str, again: bool) -> None:
        await gate.take(again=again)
        order.append(name)
        gate.release()

    async def run() -> None:
        gate = Gate(1)
        await gate.take()
        waiting = [hold(gate, "first", False), hold(gate, "again", True), hold(gate, "and again", True)]
        tasks = [asyncio.create_task(each) for each in waiting]
        await asyncio.sleep(0)
        gate.release()
        await asyncio.gather(*tasks)

    asyncio.run(run())
    assert order == ["again", "and again", "first"]


def test_whoever_stops_waiting_takes_no_slot_away():
    async def run() -> None:
        gate = Gate(1)
        await gate.take()
        waiting = asyncio.create_task(gate.take())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        gate.release()
        await asyncio.wait_for(gate.take(), 1)
        assert gate.flying == 1

    asyncio.run(run())


@pytest.mark.parametrize(("counted", "least", "most"), [(300, 0.18, 0.9), (0, 0.0, 0.05)])
def test_tokens_are_paced_as_counted_not_as_guessed(counted: int, least: float, most: float):
    async def run() -> float:
        pace = Pace(60_000)
        await pace.take(5_000)
        pace.settle(guessed=100, counted=counted)
        began = time.monotonic()
        await pace.take(0)
        return time.monotonic() - began

    assert least <= asyncio.run(run()) < most


def test_the_wait_is_learnt_for_each_purpose_and_doubled_for_what_was_cut():
    patience = Patience(100.0)
    for _ in range(ENOUGH):
        patience.saw(Purpose.mutate, 2.0)
    assert patience.deadline(Purpose.mutate) == pytest.approx(7.0)
    assert patience.deadline(Purpose.mutate, cuts=2) == pytest.approx(28.0)
    assert patience.deadline(Purpose.mutate, cuts=9) == 100.0
    assert patience.deadline(Purpose.formulate) == 100.0


def test_the_quickest_of_many_in_flight_say_nothing_about_the_others():
    async def fly(patience: Patience, seconds: float) -> None:
        async with patience.waiting(Purpose.mutate, cuts=0):
            await asyncio.sleep(seconds)
        patience.saw(Purpose.mutate, seconds)

    async def run() -> None:
        patience = Patience(100.0)
        quick = [asyncio.create_task(fly(patience, 0.01)) for _ in range(ENOUGH)]
        slow = [asyncio.create_task(fly(patience, 0.1)) for _ in range(ENOUGH)]
        await asyncio.gather(*quick)
        assert patience.deadline(Purpose.mutate) == 100.0
        await asyncio.gather(*slow)
        assert patience.deadline(Purpose.mutate) == pytest.approx(1.3)

    asyncio.run(run())


@pytest.mark.parametrize("lost", [0.0, 0.5])
def test_time_that_the_loop_itself_lost_counts_against_no_provider(lost: float):
    async def run() -> None:
        patience, answer = Patience(0.2), asyncio.get_running_loop().create_future()
        threading.Timer(0.1 + lost, asyncio.get_running_loop().call_soon_threadsafe, [answer.set_result, None]).start()
        asyncio.get_running_loop().call_later(0.06, time.sleep, lost)
        async with patience.waiting(Purpose.mutate, cuts=0):
            await answer

    asyncio.run(run())


def test_a_request_is_cut_off_at_its_deadline_also_after_lost_time():
    async def run() -> float:
        began = time.monotonic()
        asyncio.get_running_loop().call_later(0.06, time.sleep, 0.3)
        with pytest.raises(Hung):
            async with Patience(0.2).waiting(Purpose.mutate, cuts=0):
                await asyncio.sleep(60)
        return time.monotonic() - began

    assert 0.4 < asyncio.run(run()) < 5


def prompt(sample: int = 0) -> Prompt:
    words = (Message(role="user", content="Is it right?"),)
    return Prompt(purpose=Purpose.judge_program, messages=words, sampling=Sampling(seed=3), sample=sample)


def test_samples_of_one_question_have_seeds_of_their_own():
    assert len({Parameters().of(prompt(sample))["seed"] for sample in range(50)}) == 50


def test_a_parameter_that_a_model_does_not_know_is_left_out_from_then_on_or_called_otherwise():
    parameters = Parameters()
    sent = parameters.of(prompt())
    assert parameters.drop_named("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", sent)
    assert parameters.drop_named("`temperature` and `top_p` cannot both be specified for this model.", sent)
    assert set(parameters.of(prompt())) == {"temperature", "max_completion_tokens", "seed"}
    assert not parameters.drop_named("Unsupported parameter: 'top_p'", parameters.of(prompt()))
    assert not parameters.drop_named("no such model", sent)


def test_of_many_requests_that_were_refused_for_one_parameter_each_may_be_sent_again():
    parameters = Parameters()
    sent = parameters.of(prompt())
    assert parameters.drop_named("seed: Extra inputs are not permitted", sent)
    assert parameters.drop_named("seed: Extra inputs are not permitted", sent)


def test_keys_are_scrubbed_whether_they_stand_in_the_environment_or_look_like_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ODD_API_KEY", "abc/def+ghi=123")
    said = scrub("Incorrect key abc/def+ghi=123, or sk-live_0123456789abc, or Bearer eyJhbGciOi.x.y")
    assert said == "Incorrect key [key], or [key], or Bearer [key]"


def test_a_key_is_scrubbed_whatever_its_variable_is_called(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MILLS_LETTER", " qwertz-uiop-4711\n")
    assert key_of(TeacherSpec(model="openai/x", address="http://h/v1", key="MILLS_LETTER")) == "qwertz-uiop-4711"
    assert scrub("Incorrect key qwertz-uiop-4711.") == "Incorrect key [key]."


def test_what_can_be_no_key_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MILLS_LETTER", "qwertz\nuiop-4711")
    with pytest.raises(TeacherRefused, match="MILLS_LETTER") as raised:
        key_of(TeacherSpec(model="openai/x", address="http://h/v1", key="MILLS_LETTER"))
    assert "uiop" not in str(raised.value)


def test_a_listed_model_has_its_price_behind_a_gateway_of_ones_own_too():
    behind = price_of(TeacherSpec(model="openai/gpt-4.1", address="http://localhost:4000/v1"))
    assert behind == price_of(TeacherSpec(model="openai/gpt-4.1"))


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


def test_of_a_price_that_the_spec_gives_by_half_the_rest_is_looked_up():
    listed, half = (price_of(TeacherSpec(model="openai/gpt-4.1", prompt_usd=usd)) for usd in (None, 1.0))
    assert listed is not None and half is not None
    assert (half.prompt_usd, half.completion_usd) == (1.0, listed.completion_usd)
    assert price_of(TeacherSpec(model="openai/no-such-model", prompt_usd=1.0)) is None
    own = price_of(TeacherSpec(model="hosted_vllm/qwen", address="http://localhost:8000/v1", completion_usd=2.0))
    assert own is not None and (own.prompt_usd, own.completion_usd) == (0.0, 2.0)


def test_slots_go_to_the_lowest_turn_first():
    order: list[int] = []

    async def hold(gate: Gate, turn: int) -> None:
        await gate.take(turn)
        order.append(turn)
        gate.release()

    async def run() -> None:
        gate = Gate(1)
        await gate.take()
        waiting = [asyncio.create_task(hold(gate, turn)) for turn in (3, 1, 2, 1)]
        await asyncio.sleep(0)
        gate.release()
        await asyncio.gather(*waiting)

    asyncio.run(run())
    assert order == [1, 1, 2, 3]
