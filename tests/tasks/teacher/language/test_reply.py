from typing import Any

import orjson
import pytest

from tasks.teacher.language.failures import Busy, Failure, Filtered, Malformed, RateLimited, Refused, TooLong
from tasks.teacher.language.reply import read_body, read_error, seconds_to_wait

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
    + [body(choices=choice(content)) for content in (None, "", "  \n", 7, ["words"])],
)
def test_what_is_no_answer_is_malformed(broken: bytes):
    with pytest.raises(Malformed):
        read_body(broken)


def test_a_filtered_answer_is_told_apart_from_an_empty_one():
    with pytest.raises(Filtered):
        read_body(body(choices=choice("", "content_filter")))


def test_an_error_in_a_200_is_an_error():
    with pytest.raises(Busy):
        read_body(orjson.dumps({"error": {"message": "overloaded", "code": 503}}))


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (429, "rate_limit_exceeded slow down", RateLimited),
        (429, "insufficient_quota", Refused),
        (402, "Payment Required", Refused),
        (500, "oops", Busy),
        (529, "overloaded", Busy),
        (408, "timeout", Busy),
        (400, "context_length_exceeded: maximum context length is 4096", TooLong),
        (413, "prompt is too long", TooLong),
        (400, "content_filter: the response was filtered", Filtered),
        (400, "unknown field", Refused),
        (401, "no key", Refused),
        (404, "no such model", Refused),
    ],
)
def test_a_failure_is_told_by_its_status_and_its_words(status: int, said: str, kind: type[Failure]):
    for written in (orjson.dumps({"error": {"message": said}}), orjson.dumps({"detail": said}), said.encode()):
        failure = read_error(status, written, {})
        assert type(failure) is kind
        assert failure.status == status


def test_words_of_a_provider_are_bounded():
    assert len(str(read_error(404, b"x" * 9000, {}))) <= 300


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
