import socket
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest

from schemas.teacher import Completion, Message, Prompt, Purpose
from schemas.teacher_spec import TeacherSpec
from tasks.teacher.language.failures import Filtered, RateLimited, Refused
from tasks.teacher.language.litellm_lane import LitellmLane
from tasks.teacher.language.loop import wait_for
from tasks.teacher.language.patience import ENOUGH
from tasks.teacher.language.teacher import LanguageTeacher
from tasks.teacher.teacher import TeacherError, TeacherRefused, Unanswerable
from tests.model_server.client import RunningServer

KEY = "sk-mill-very-secret-0123456789"
Serve = Callable[..., RunningServer]
opened: list[LanguageTeacher] = []


@pytest.fixture
def serve() -> Generator[Serve]:
    """Start model servers that only echo, and end them."""
    with ExitStack() as stack:

        def start(**settings: Any) -> RunningServer:
            return stack.enter_context(RunningServer(answers="echo", **settings))

        yield start
        while opened:
            opened.pop().close()


def teacher_at(address: str, **fields: Any) -> LanguageTeacher:
    opened.append(LanguageTeacher(TeacherSpec(model="openai/mill", address=address, **fields)))
    return opened[-1]


def prompt(number: int = 0) -> Prompt:
    words = Message(role="user", content=f"Is {number} right?")
    return Prompt(purpose=Purpose.judge_program, messages=(words,))


def ask_all(teacher: LanguageTeacher, count: int) -> list[Completion]:
    with ThreadPoolExecutor(64) as pool:
        return list(pool.map(teacher.complete, map(prompt, range(count))))


def test_an_answer_comes_with_its_tokens_its_latency_and_its_price(serve: Serve):
    teacher = teacher_at(serve(latency_seconds=0.05).address, prompt_usd=2.0, completion_usd=1_000_000.0)
    answer = teacher.complete(prompt())
    assert answer.text == "# Verdict\npassed\n"
    assert (answer.finish_reason, answer.requests, answer.model) == ("stop", 1, "openai/mill")
    assert answer.request_hash == prompt().request_hash("openai/mill")
    assert answer.latency_seconds >= 0.05
    assert answer.cost_usd == pytest.approx(answer.completion_tokens + 2e-6 * answer.prompt_tokens)


def test_whatever_a_provider_does_nothing_is_lost_and_nothing_is_asked_twice_after_success(serve: Serve):
    faults = {"rate_limited": 0.05, "busy": 0.05, "malformed": 0.05, "half_sent": 0.03, "reset": 0.03}
    faults |= {"no_choices": 0.03, "no_content": 0.03}
    server = serve(faults=faults, latency_seconds=0.02, retry_after=0.1)
    answers = ask_all(teacher_at(server.address), 300)
    stats = server.stats()
    assert len({answer.request_hash for answer in answers}) == 300
    assert all(stats[f"fault {kind}"] for kind in faults)
    assert (stats["answers"], stats["asked_again"]) == (300, 0)
    assert sum(answer.requests for answer in answers) == stats["requests"]


def test_a_hang_is_cut_by_a_deadline_learnt_from_latencies(serve: Serve):
    server = serve(faults={"hang": 0.03}, latency_seconds=0.02)
    teacher = teacher_at(server.address, deadline_seconds=60)
    for _ in range(ENOUGH):
        teacher.patience.saw(Purpose.judge_program, 0.03)
    began = time.monotonic()
    assert len(ask_all(teacher, 200)) == 200
    assert server.stats()["fault hang"] > 0
    assert time.monotonic() - began < 20


def test_what_is_learnt_cuts_a_hang_that_began_before(serve: Serve):
    server = serve(faults={"hang": 0.05}, latency_seconds=0.02)
    began = time.monotonic()
    assert len(ask_all(teacher_at(server.address, deadline_seconds=60), 200)) == 200
    assert server.stats()["fault hang"] > 0
    assert time.monotonic() - began < 20


def test_no_more_requests_fly_than_the_spec_says(serve: Serve):
    server = serve(latency_seconds=0.05)
    ask_all(teacher_at(server.address, concurrency=7), 60)
    assert server.stats()["most_in_flight"] == 7


def test_a_limit_of_requests_a_minute_paces_them(serve: Serve):
    server = serve()
    began = time.monotonic()
    ask_all(teacher_at(server.address, requests_per_minute=1200), 130)
    assert time.monotonic() - began >= (130 - 100) / 20 * 0.9


@pytest.mark.parametrize("kind", ["content_filter", "context_overflow"])
def test_a_prompt_that_will_never_be_answered_is_asked_once(serve: Serve, kind: str):
    server = serve(faults={kind: 1.0})
    with pytest.raises(Unanswerable) as raised:
        teacher_at(server.address).complete(prompt())
    assert raised.value.reason == kind
    assert server.stats()["requests"] == 1


@pytest.mark.parametrize(("kind", "words"), [("unauthorized", "HTTP 401"), ("no_quota", "quota")])
def test_what_a_person_must_mend_is_said_once_and_without_the_key(
    serve: Serve, kind: str, words: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MILL_KEY", KEY)
    server = serve(faults={kind: 1.0})
    with pytest.raises(TeacherRefused, match=words) as raised:
        teacher_at(server.address, key="MILL_KEY").complete(prompt())
    assert "openai/mill" in str(raised.value)
    assert server.address in str(raised.value)
    assert KEY not in str(raised.value) + repr(raised.value)
    assert raised.value.__cause__ is None
    assert server.stats()["requests"] == 1


def test_a_key_that_is_not_there_is_missed_before_anything_is_sent():
    with pytest.raises(TeacherRefused, match="NO_SUCH_KEY"):
        teacher_at("http://127.0.0.1:9/v1", key="NO_SUCH_KEY")


def test_a_provider_that_answers_nobody_is_a_broken_world():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(TeacherError, match="what was answered is kept"):
        teacher_at(f"http://127.0.0.1:{port}/v1", tries=2).complete(prompt())


@pytest.mark.slow
def test_litellm_reaches_the_same_and_fails_the_same(serve: Serve):
    good, limited = serve(), serve(faults={"rate_limited": 1.0}, retry_after=7)
    wrong, filtered = serve(faults={"unauthorized": 1.0}), serve(faults={"content_filter": 1.0})

    def lane(server: RunningServer) -> LitellmLane:
        return LitellmLane(TeacherSpec(model="openai/mill", address=server.address, key="PATH"))

    assert wait_for(lane(good).ask(prompt())).text == "# Verdict\npassed\n"
    with pytest.raises(RateLimited) as raised:
        wait_for(lane(limited).ask(prompt()))
    assert raised.value.after == 7
    with pytest.raises(Refused, match="Incorrect API key"):
        wait_for(lane(wrong).ask(prompt()))
    with pytest.raises(Filtered):
        wait_for(lane(filtered).ask(prompt()))
    assert limited.stats()["requests"] == 1
