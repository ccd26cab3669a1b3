from typing import Any

import orjson
import pytest

from tasks.teacher.language.failures import (
    Busy,
    Failure,
    Filtered,
    Malformed,
    RateLimited,
    Refused,
    Silent,
    TooLong,
    failure_of,
)
from tasks.teacher.language.reply import read_body, read_content, read_error, seconds_to_wait

GOOD: dict[str, Any] = {
    "choices": [{"message": {"content": "words"}, "finish_reason": "length"}],
    "usage": {"prompt_tokens": 3, "completion_tokens": 2},
}


def body(**changed: Any) -> bytes:
    return orjson.dumps(GOOD | changed)


def choice(content: Any, reason: str | None = "stop") -> list[dict[str, Any]]:
    return [{"message": {"content": content}, "finish_reason": reason}]


def test_an_answer_is_read_with_its_tokens_and_why_it_ended():
    reply = read_body(body())
    assert (reply.text, reply.finish_reason, reply.prompt_tokens, reply.completion_tokens) == ("words", "length", 3, 2)


@pytest.mark.parametrize("usage", [None, 7, {}, {"prompt_tokens": "3"}, {"prompt_tokens": -3}])
def test_an_answer_without_counted_tokens_is_still_one(usage: Any):
    assert read_body(body(usage=usage)).prompt_tokens == 0


@pytest.mark.parametrize(
    "broken",
    [b"", b"<html>", body()[:40], b"[]", b"null", body(choices=[]), body(choices=None), body(choices=[{}])]
    + [body(choices=choice(content)) for content in (None, "", "  \n", 7, ["words"], [{"type": "text"}])]
    + [body(choices=choice("half a", reason)) for reason in ("error", "abort")],
)
def test_what_is_no_answer_is_malformed(broken: bytes):
    with pytest.raises(Malformed):
        read_body(broken)


@pytest.mark.parametrize(("written", "tokens"), [(7.0, 7), (10**30, 0), (True, 1)])
def test_tokens_are_counted_as_far_as_they_can_be_a_count(written: object, tokens: int):
    assert read_content(GOOD | {"usage": {"prompt_tokens": written}}).prompt_tokens == tokens


def test_a_model_that_says_nothing_is_told_apart_from_a_provider_that_answers_with_rubbish():
    for nothing in (None, "", "\n", list[str]()):
        with pytest.raises(Silent):
            read_body(body(choices=choice(nothing)))


def test_an_answer_that_spent_its_length_on_thinking_is_cut_not_malformed():
    reply = read_body(body(choices=choice(None, "length")))
    assert (reply.text, reply.finish_reason) == ("", "length")


def test_an_answer_in_parts_is_read_without_its_thoughts():
    parts = [{"type": "thinking", "thinking": [{"type": "text", "text": "Hm"}]}, {"type": "text", "text": "words"}]
    assert read_body(body(choices=choice(parts))).text == "words"


def test_half_a_character_does_not_break_what_is_written_down():
    assert read_content(GOOD | {"choices": choice("half \ud83d")}).text == "half ?"


@pytest.mark.parametrize(
    "choices",
    [
        choice("", "content_filter"),
        choice("half a", "content_filter: PROHIBITED_CONTENT"),
        [{"message": {"content": None, "refusal": "I can't help with that."}, "finish_reason": "stop"}],
    ],
)
def test_a_filtered_answer_is_told_apart_from_an_empty_one(choices: list[dict[str, Any]]):
    with pytest.raises(Filtered):
        read_body(body(choices=choices))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"message": "overloaded", "code": 503}, Busy),
        ({"message": "slow down", "code": 429}, RateLimited),
        ({"message": "sorry", "code": "1301"}, Busy),
        ("sorry", Busy),
    ],
)
def test_an_error_in_a_200_is_an_error(error: Any, kind: type[Failure]):
    with pytest.raises(kind):
        read_body(orjson.dumps({"error": error}))


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (429, "rate_limit_exceeded slow down", RateLimited),
        (429, "insufficient_quota", Refused),
        (429, "You exceeded your current quota, please check your plan and billing details.", Refused),
        (429, "You exceeded your current quota, check your plan and billing. Please retry in 34.07s.", RateLimited),
        (429, "Rate limit reached: Limit 3 RPM. Add a payment method at /account/billing to raise it.", RateLimited),
        (429, "Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 33000.", TooLong),
        (402, "Payment Required", Refused),
        (500, "oops", Busy),
        (529, "overloaded", Busy),
        (408, "timeout", Busy),
        (400, "context_length_exceeded: maximum context length is 4096", TooLong),
        (413, "prompt is too long", TooLong),
        (400, "the request exceeds the available context size. try increasing it", TooLong),
        (400, "The input token count (9) exceeds the maximum number of tokens allowed (8).", TooLong),
        (422, "`inputs` tokens + `max_new_tokens` must be <= 4096", TooLong),
        (400, "content_filter: the response was filtered", Filtered),
        (400, "Invalid prompt: your prompt was flagged as potentially violating our usage policy", Filtered),
        (400, "data_inspection_failed", Filtered),
        (400, "unknown field", Refused),
        (301, "Moved", Refused),
        (401, "no key", Refused),
        (404, "no such model", Refused),
    ],
)
def test_a_failure_is_told_by_its_status_and_its_words(status: int, said: str, kind: type[Failure]):
    for written in (orjson.dumps({"error": {"message": said}}), orjson.dumps({"detail": said}), said.encode()):
        failure = read_error(status, written, {})
        assert type(failure) is kind
        assert failure.status == status


def test_the_kind_of_an_error_counts_as_its_code_does():
    told = {"error": {"message": "The request was rejected", "type": "content_filter"}}
    assert isinstance(read_error(400, orjson.dumps(told), {}), Filtered)


def test_words_of_a_provider_are_bounded():
    assert len(str(read_error(404, b"x" * 9000, {}))) <= 300


def test_a_key_is_not_shown_by_halves_where_words_are_cut(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MILL_API_KEY", "abcdefghijklmnopqrstuvwxyz0123456789")
    for before in range(260, 300):
        assert "abcd" not in str(read_error(401, b"x" * before + b" abcdefghijklmnopqrstuvwxyz0123456789", {}))
    for before in range(60, 80):
        with pytest.raises(Malformed) as raised:
            read_body(b"x" * before + b" abcdefghijklmnopqrstuvwxyz0123456789")
        assert "abcd" not in str(raised.value)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "3"}, 3.0),
        ({"Retry-After": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "Retry-After": "9"}, 0.25),
        ({"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ({"Retry-After": "86400"}, 600.0),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_to_wait_is_read_from_the_headers(headers: dict[str, str], seconds: float | None):
    assert seconds_to_wait(headers) == seconds


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("Please try again in 6ms.", 0.006),
        ("Please try again in 1.5s.", 1.5),
        ("Please retry in 34.074824224s.", 34.074824224),
        ("Please try again in 7m12.5s.", 432.5),
        ("try again in 2h1m0s", 600.0),
        ("try again in a while", None),
        ("slow down", None),
    ],
)
def test_how_long_to_wait_is_read_from_the_words_where_the_headers_say_nothing(said: str, seconds: float | None):
    assert failure_of(429, said).after == (None if seconds is None else pytest.approx(seconds))
    assert failure_of(429, said, after=9.0).after == 9.0


def test_a_provider_that_is_busy_may_say_when_it_will_be_free():
    assert read_error(503, b"", {"Retry-After": "4"}).after == 4.0
