"""Reads an OpenAI-compatible answer: a body as it came over the wire, or the same as objects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

import orjson

from tasks.teacher.language.failures import MOST_WAIT, Failure, Filtered, Malformed, Silent, bounded, failure_of
from tasks.teacher.language.keys import scrub

BROKEN = ("error", "abort", "insufficient_system_resource")
"""Finish reasons of answers that the provider broke off."""
SHOWN = 80
"""Characters of a body that is no JSON."""
LOOKED_AT = 2000
"""Bytes of a body in which words are looked for."""
MOST_TOKENS = 10**9
"""Of one request; what is more is no count."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A usable answer."""

    text: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int


def read_body(body: bytes, may_be_empty: bool = False) -> Reply:
    """The answer in the body of a 200.

    Args:
        body: as it came.
        may_be_empty: whether nothing is an answer: a text that is gone on with may be at its end.

    Raises:
        Malformed: it is no JSON, or holds no choice with content.
        Filtered: the provider's filter took the content out.
    """
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        begins = bounded(scrub(body[:LOOKED_AT].decode(errors="replace")), SHOWN)
        raise Malformed(f"the body is no JSON ({error}); it begins {begins!r}") from None
    return read_content(content, may_be_empty)


def read_content(content: Any, may_be_empty: bool = False) -> Reply:
    """The answer in a body's JSON; raises as `read_body` does."""
    if not isinstance(content, dict):
        raise Malformed(f"the body is a {type(content).__name__}")
    answer = cast("dict[str, Any]", content)
    if answer.get("error") and not answer.get("choices"):
        raise failure_of(code_in(answer["error"]) or 500, said_in(answer))
    try:
        choice: dict[str, Any] = answer["choices"][0]
        message: dict[str, Any] = choice["message"] if "message" in choice else {"content": choice["text"]}
        text, reason = text_in(message["content"]), str(choice.get("finish_reason") or "stop")
        declined: Any = message.get("refusal")
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise Malformed(f"the answer has no choice with a message ({type(error).__name__}: {error})") from error
    if reason.startswith("content_filter") or (declined and not text):
        raise Filtered(f"the provider's filter took the answer out ({declined or reason})")
    if reason in BROKEN:
        raise Malformed(f"the answer was broken off (finish_reason {reason})")
    if not text.strip() and reason != "length" and not may_be_empty:
        raise Silent(f"the answer is empty (finish_reason {reason})")
    usage: Any = answer.get("usage")
    counted = cast("dict[str, Any]", usage) if isinstance(usage, dict) else {}
    return Reply(text, reason, int_of(counted.get("prompt_tokens")), int_of(counted.get("completion_tokens")))


def text_in(content: Any) -> str:
    """A message's content, null or in parts as some models have it; half a character becomes a question mark."""
    if isinstance(content, list):
        parts = cast("list[dict[str, Any]]", content)
        content = "".join(part["text"] for part in parts if part["type"] == "text")
    if content is None:
        return ""
    if not isinstance(content, str):
        raise TypeError(f"its content is a {type(content).__name__}")
    return content.encode(errors="replace").decode()


def int_of(value: Any) -> int:
    """A count of tokens, which some servers write as `7.0`; what can be none is 0."""
    return int(value) if isinstance(value, int | float) and 0 < value < MOST_TOKENS else 0


def code_in(error: Any) -> int:
    """The HTTP status in an error that came with a 200; 0 where it has none."""
    code: Any = cast("dict[str, Any]", error).get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) and 400 <= code < 600 else 0


def read_error(status: int, body: bytes, headers: Mapping[str, str]) -> Failure:
    """The failure in a body that is not a 200."""
    try:
        said = said_in(orjson.loads(body))
    except orjson.JSONDecodeError:
        said = body[:LOOKED_AT].decode(errors="replace")
    if 300 <= status < 400:
        said = f"the address moved to {headers.get('Location', 'nowhere')}"
    return failure_of(status, said or f"HTTP {status}", seconds_to_wait(headers))


def said_in(content: Any) -> str:
    """Code, kind and message of an error, wherever a provider puts them."""
    if not isinstance(content, dict):
        return str(content)
    told = cast("dict[str, Any]", content)
    if told.get("error"):
        return said_in(told["error"])
    words = (str(told[name]) for name in ("code", "type", "message", "detail") if told.get(name))
    return " ".join(dict.fromkeys(words)) or str(told)


def seconds_to_wait(headers: Mapping[str, str]) -> float | None:
    """What `retry-after-ms` or `Retry-After` (seconds, or a date) asks for; None where neither can be read."""
    try:
        if milliseconds := headers.get("retry-after-ms"):
            return bounded_wait(float(milliseconds) / 1000)
        after = headers.get("Retry-After") or headers.get("retry-after")
        if not after:
            return None
        if after.replace(".", "", 1).isdigit():
            return bounded_wait(float(after))
        return bounded_wait((parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def bounded_wait(seconds: float) -> float:
    """A wait that is not in the past and not too long."""
    return min(MOST_WAIT, max(0.0, seconds))
