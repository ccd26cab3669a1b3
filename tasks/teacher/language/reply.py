"""Reads an OpenAI-compatible answer: a body as it came over the wire, or the same as objects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

import orjson

from tasks.teacher.language.failures import Failure, Filtered, Malformed, failure_of

MOST_WAIT = 600.0
"""Seconds that a provider may ask to wait, at most."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A usable answer."""

    text: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int


def read_body(body: bytes) -> Reply:
    """The answer in the body of a 200.

    Raises:
        Malformed: it is no JSON, or holds no choice with content.
        Filtered: the provider's filter took the content out.
    """
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Malformed(f"the body is no JSON ({error}); it begins {body[:80]!r}") from error
    return read_content(content)


def read_content(content: Any) -> Reply:
    """The answer in a body's JSON; raises as `read_body` does."""
    if not isinstance(content, dict):
        raise Malformed(f"the body is a {type(content).__name__}")
    answer = cast("dict[str, Any]", content)
    if isinstance(answer.get("error"), dict) and not answer.get("choices"):
        raise failure_of(int_of(answer["error"].get("code")) or 500, said_in(answer))
    try:
        choice: dict[str, Any] = answer["choices"][0]
        text, reason = choice["message"]["content"], str(choice.get("finish_reason") or "stop")
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise Malformed(f"the answer has no choice with a message ({type(error).__name__}: {error})") from error
    if reason == "content_filter":
        raise Filtered("the provider's filter took the answer out")
    if not isinstance(text, str) or not (text.strip() or reason == "length"):
        raise Malformed(f"the answer is empty (finish_reason {reason})")
    usage: Any = answer.get("usage")
    counted = cast("dict[str, Any]", usage) if isinstance(usage, dict) else {}
    return Reply(text, reason, int_of(counted.get("prompt_tokens")), int_of(counted.get("completion_tokens")))


def int_of(value: Any) -> int:
    """A whole number that is not below 0; anything else is 0."""
    return value if isinstance(value, int) and value > 0 else 0


def read_error(status: int, body: bytes, headers: Mapping[str, str]) -> Failure:
    """The failure in a body that is not a 200."""
    try:
        said = said_in(orjson.loads(body))
    except (orjson.JSONDecodeError, TypeError, AttributeError):
        said = body[:2000].decode(errors="replace")
    return failure_of(status, said or f"HTTP {status}", seconds_to_wait(headers))


def said_in(content: Any) -> str:
    """Code and message of an error, wherever a provider puts them."""
    error: Any = cast("dict[str, Any]", content).get("error", content) if isinstance(content, dict) else content
    if isinstance(error, dict):
        told = cast("dict[str, Any]", error)
        return " ".join(str(told[name]) for name in ("code", "message", "detail") if told.get(name))
    return str(error)


def seconds_to_wait(headers: Mapping[str, str]) -> float | None:
    """What `retry-after-ms` or `Retry-After` (seconds, or a date) asks for; None where neither can be read."""
    try:
        if milliseconds := headers.get("retry-after-ms"):
            return min(MOST_WAIT, max(0.0, float(milliseconds) / 1000))
        after = headers.get("Retry-After") or headers.get("retry-after")
        if not after:
            return None
        if after.replace(".", "", 1).isdigit():
            return min(MOST_WAIT, float(after))
        return min(MOST_WAIT, max(0.0, (parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds()))
    except (ValueError, TypeError):
        return None
