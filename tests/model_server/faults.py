"""What goes wrong at a provider: each kind of fault, and how it looks on the wire."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from random import Random

from aiohttp import web

from tests.model_server.settings import Settings

Fault = Callable[[web.Request, Settings, dict[str, object]], Awaitable[web.StreamResponse]]
"""Takes the request and the answer that it would have got."""


def refusal(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> web.Response:
    """An error as OpenAI-compatible servers say it."""
    content = {"error": {"message": message, "type": code, "code": code}}
    return web.json_response(content, status=status, headers=headers)


async def rate_limited(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """429 that says when to come back."""
    after = {"Retry-After": f"{settings.retry_after:g}"}
    return refusal(429, "rate_limit_exceeded", "Rate limit reached for requests", after)


async def busy(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """500, 502 or 503."""
    return refusal(Random(str(answer["id"])).choice((500, 502, 503)), "server_error", "The server had an error")


async def malformed(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """200 with half a JSON text."""
    text = json.dumps(answer)
    return web.Response(text=text[: len(text) // 2], content_type="application/json")


async def half_sent(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """A body that promises more than comes."""
    body = json.dumps(answer).encode()
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    hang_up(request)
    return response


async def reset(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """A connection that is closed without a word."""
    hang_up(request)
    return web.Response()


def hang_up(request: web.Request) -> None:
    """Close the connection under the request."""
    if request.transport is not None:
        request.transport.abort()  # pyright: ignore[reportAttributeAccessIssue] - of sockets


async def hang(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """No answer until the client goes."""
    await asyncio.sleep(3600)
    return web.Response()


async def no_choices(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """An answer without an answer in it."""
    return web.json_response(answer | {"choices": []})


async def no_content(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """A choice whose content is null."""
    return web.json_response(answer | {"choices": [choice(None, "stop")]})


async def content_filter(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """A choice that the provider's filter emptied."""
    return web.json_response(answer | {"choices": [choice("", "content_filter")]})


async def context_overflow(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """400: the prompt is too long."""
    message = "This model's maximum context length is 4096 tokens. Please reduce the length of the messages."
    return refusal(400, "context_length_exceeded", message)


async def unauthorized(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """401, with the key in its message, as some providers do."""
    key = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return refusal(401, "invalid_api_key", f"Incorrect API key provided: {key}. Find yours on the website.")


async def no_quota(request: web.Request, settings: Settings, answer: dict[str, object]) -> web.StreamResponse:
    """429 that no waiting mends."""
    return refusal(429, "insufficient_quota", "You exceeded your current quota, please check your plan and billing")


def choice(content: str | None, finish_reason: str) -> dict[str, object]:
    """One choice of an answer."""
    message = {"role": "assistant", "content": content}
    return {"index": 0, "message": message, "finish_reason": finish_reason, "logprobs": None}


FAULTS: dict[str, Fault] = {
    "rate_limited": rate_limited,
    "busy": busy,
    "malformed": malformed,
    "half_sent": half_sent,
    "reset": reset,
    "hang": hang,
    "no_choices": no_choices,
    "no_content": no_content,
    "content_filter": content_filter,
    "context_overflow": context_overflow,
    "unauthorized": unauthorized,
    "no_quota": no_quota,
}
LASTING = ("content_filter", "context_overflow")
"""Faults that depend on the request alone: it meets them again however often it is sent."""
EARLY = ("rate_limited", "busy", "unauthorized", "no_quota", "context_overflow")
"""Faults that a server finds before it has thought."""


def draw_fault(settings: Settings, body: str, times: int) -> str | None:
    """The fault that a request meets; None: it is answered.

    Args:
        settings: with the shares.
        body: hash of the request's body.
        times: how often this body has come before.
    """
    drawn = Random(f"{settings.seed}/fault/{body}/{times}").random()
    lasting = Random(f"{settings.seed}/fault/{body}").random()
    for kind, share in settings.faults.items():
        if kind in LASTING:
            if lasting < share:
                return kind
            lasting -= share
        elif drawn < share:
            return kind
        else:
            drawn -= share
    return None
