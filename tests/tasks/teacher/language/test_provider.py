"""What a provider does that the tests' model server does not."""

import asyncio
import logging
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest
from aiohttp import web

from schemas.budget import Budget
from schemas.teacher import Completion, Message, Prompt, Purpose, Refusal
from schemas.teacher_spec import TeacherSpec
from tasks.teacher.language.litellm_lane import LitellmLane
from tasks.teacher.language.teacher import LanguageTeacher
from tasks.teacher.purse import Purse
from tasks.teacher.recorded import Recorded
from tasks.teacher.teacher import TeacherError, TeacherRefused, Unanswerable
from tests.tasks.teacher.language.scripted import Provider, Script, error, said

Serve = Callable[[Script], Provider]
opened: list[LanguageTeacher] = []


@pytest.fixture
def serve() -> Generator[Serve]:
    """Start providers, and end them after the teachers that asked them."""
    with ExitStack() as stack:
        yield lambda script: stack.enter_context(Provider(script))
        while opened:
            opened.pop().close()


def teacher_at(provider: Provider, **fields: Any) -> LanguageTeacher:
    opened.append(LanguageTeacher(TeacherSpec(model="openai/mill", address=provider.address, **fields)))
    return opened[-1]


def prompt(number: int = 0) -> Prompt:
    return Prompt(purpose=Purpose.judge_program, messages=(Message(role="user", content=f"Is {number} right?"),))


def outcome(teacher: LanguageTeacher, number: int = 0) -> str:
    """The name of what comes of a prompt."""
    try:
        teacher.complete(prompt(number))
    except (TeacherError, TeacherRefused, Unanswerable) as raised:
        return type(raised).__name__
    return "answer"


def ask_all(teacher: LanguageTeacher, numbers: range) -> list[str]:
    """What comes of many prompts at once."""
    with ThreadPoolExecutor(64) as pool:
        return list(pool.map(partial(outcome, teacher), numbers))


def test_a_prompt_that_gets_rubbish_while_others_are_answered_is_no_broken_world(serve: Serve):
    async def script(body: dict[str, Any], number: int) -> web.Response:
        await asyncio.sleep(0.02)
        return (
            web.Response(text="rubbish") if body["messages"][0]["content"] == prompt(0).messages[0].content else said()
        )

    outcomes = ask_all(teacher_at(serve(script), tries=3, concurrency=4), range(300))
    assert outcomes[0] == "Unanswerable"
    assert outcomes[1:] == ["answer"] * 299


def test_a_provider_that_goes_down_amid_a_run_costs_no_candidate(serve: Serve):
    async def script(body: dict[str, Any], number: int) -> web.Response:
        return said() if number < 30 else error(503, "down")

    teacher = teacher_at(serve(script), tries=3)
    outcomes = ask_all(teacher, range(60))
    assert outcomes.count("answer") == 30
    assert outcomes.count("TeacherError") == 30


def test_a_model_that_says_nothing_to_one_prompt_is_no_broken_world_even_if_nobody_else_asks(serve: Serve):
    async def script(body: dict[str, Any], number: int) -> web.Response:
        return said(None)

    provider = serve(script)
    with pytest.raises(Unanswerable, match="gave no answer to 2 requests") as raised:
        teacher_at(provider, tries=2).complete(prompt())
    assert (raised.value.reason, raised.value.requests) == (Refusal.no_answer, 2)


def test_a_budget_holds_at_a_provider_that_counts_no_tokens(serve: Serve):
    async def script(body: dict[str, Any], number: int) -> web.Response:
        return said("words " * 40)

    provider = serve(script)
    purse = Purse(Budget(most_tokens=300), 1)
    recorded = Recorded(teacher_at(provider, concurrency=1), {}, list[Completion]().append, purse)
    answers = [recorded.complete(prompt(number)) for number in range(3)]
    assert [answer.completion_tokens for answer in answers] == [60, 60, 60]
    with pytest.raises(Unanswerable, match="tokens"):
        deque(map(recorded.complete, map(prompt, range(3, 9))))
    assert len(provider.bodies) < 6


def test_requests_of_a_prompt_without_an_answer_are_in_the_books(serve: Serve):
    async def script(body: dict[str, Any], number: int) -> web.Response:
        return said("")

    kept: list[Any] = []
    recorded = Recorded(teacher_at(serve(script), tries=2), {}, kept.append)
    with pytest.raises(Unanswerable):
        recorded.complete(prompt())
    assert [each.requests for each in kept] == [2]


def test_a_parameter_that_the_model_refuses_is_left_out_however_many_requests_fly(serve: Serve):
    async def script(body: dict[str, Any], number: int) -> web.Response:
        await asyncio.sleep(0.05)
        return error(400, "Unrecognized request argument supplied: seed") if "seed" in body else said()

    provider = serve(script)
    teacher = teacher_at(provider, concurrency=16)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(teacher.complete, map(prompt, range(48))))
    assert sum(answer.requests for answer in answers) == len(provider.bodies) <= 48 + 16


def test_an_address_that_moved_is_said_and_the_key_is_not_carried_there(serve: Serve):
    async def script(body: dict[str, Any], number: int) -> web.Response:
        return error(308, "", Location="http://elsewhere.example/v1")

    provider = serve(script)
    with pytest.raises(TeacherRefused, match=r"HTTP 308.*moved to http://elsewhere.example/v1.*`address`"):
        teacher_at(provider).complete(prompt())
    assert len(provider.bodies) == 1


def test_an_address_that_is_none_is_refused_at_once():
    opened.append(LanguageTeacher(TeacherSpec(model="openai/mill", address="http://:x/v1")))
    with pytest.raises(TeacherRefused, match="look at the teacher's `model`, `address`"):
        opened.pop().complete(prompt())


@pytest.mark.parametrize("headers", [{"Retry_After": "0"}, {"Retry_After": "1"}, {"retry_after_ms": "250"}, {}])
def test_a_refusal_is_followed_no_sooner_than_asked_and_never_at_once(serve: Serve, headers: dict[str, str]):
    times: list[float] = []

    async def script(body: dict[str, Any], number: int) -> web.Response:
        times.append(time.monotonic())
        return error(429, "slow down", **headers) if number == 0 else said()

    assert outcome(teacher_at(serve(script), tries=1)) == "answer"
    least = {"1": 1.0, "250": 0.25}.get("".join(headers.values()), 0.13)
    assert least <= times[1] - times[0] < least + 0.5


def test_concurrency_settles_below_what_the_provider_allows_and_only_for_that_model(serve: Serve):
    async def crowded(body: dict[str, Any], number: int) -> web.Response:
        if provider.flying > 12:
            return error(429, "too many at once", Retry_After="0.1")
        await asyncio.sleep(0.02)
        return said()

    async def free(body: dict[str, Any], number: int) -> web.Response:
        await asyncio.sleep(0.02)
        return said()

    provider = serve(crowded)
    limited, other = teacher_at(provider), teacher_at(serve(free))
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(partial(ask_all, numbers=range(600)), (limited, other)))
    assert outcomes == [["answer"] * 600] * 2
    assert limited.gate.limit <= 32
    assert other.gate.limit == 64
    assert len(provider.bodies) < 1500


def test_no_key_is_in_what_is_raised_logged_or_kept(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    async def script(body: dict[str, Any], number: int) -> web.Response:
        return (error(500, f"key {KEY}"), error(429, KEY), said(None), error(401, f"{'x' * 280} {KEY}"))[number]

    monkeypatch.setenv("MILLS_LETTER", KEY)
    caplog.set_level(logging.DEBUG)
    teacher = teacher_at(serve(script), key="MILLS_LETTER")
    with pytest.raises(TeacherRefused) as raised:
        teacher.complete(prompt())
    shown = "".join(traceback.format_exception(raised.value, chain=True)) + repr(raised.value) + caplog.text
    context = raised.value.__context__
    while context:
        shown, context = shown + repr(context), context.__context__
    assert KEY not in shown
    assert KEY[:12] not in shown
    assert KEY not in repr(teacher) + repr(vars(teacher.spec))


KEY = "mills-own-4711-letter"


@pytest.mark.slow
def test_litellm_leaves_out_what_a_model_refuses_and_says_no_key(serve: Serve, monkeypatch: pytest.MonkeyPatch):
    async def script(body: dict[str, Any], number: int) -> web.Response:
        if "top_p" in body:
            return error(400, "`temperature` and `top_p` cannot both be specified for this model.")
        return said() if number < 3 else error(401, f"Incorrect API key provided: {KEY}")

    monkeypatch.setenv("MILLS_LETTER", KEY)
    provider = serve(script)
    teacher = teacher_at(provider, key="MILLS_LETTER")
    teacher.lane = LitellmLane(teacher.spec)
    assert teacher.complete(prompt()).requests == 2
    assert teacher.complete(prompt(1)).requests == 1
    with pytest.raises(TeacherRefused, match="HTTP 401") as raised:
        teacher.complete(prompt(2))
    assert KEY not in "".join(traceback.format_exception(raised.value, chain=True))
    assert len(provider.bodies) == 4
