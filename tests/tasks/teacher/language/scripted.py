"""A provider whose answers a test scripts: real HTTP on loopback, served from a thread of the test's process."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

Script = Callable[[dict[str, Any], int], Awaitable[web.StreamResponse]]
"""Takes a request's body and how many came before it."""


def said(text: str | None = "words") -> web.Response:
    """An answer."""
    message = {"role": "assistant", "content": text}
    return web.json_response({"choices": [{"message": message, "finish_reason": "stop"}]})


def error(status: int, message: str, **headers: str) -> web.Response:
    """An error; names of headers have underscores."""
    content = {"error": {"message": message, "type": "invalid_request_error"}}
    return web.json_response(content, status=status, headers={n.replace("_", "-"): v for n, v in headers.items()})


class Provider:
    """A context manager that serves a script and keeps what it was sent."""

    def __init__(self, script: Script) -> None:
        """Take the script."""
        self.script = script
        self.bodies: list[dict[str, Any]] = []
        self.flying = self.most_flying = 0
        self.loop = asyncio.new_event_loop()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One request."""
        body = await request.json()
        self.bodies.append(body)
        self.flying += 1
        self.most_flying = max(self.flying, self.most_flying)
        try:
            return await self.script(body, len(self.bodies) - 1)
        finally:
            self.flying -= 1

    async def start(self) -> str:
        """Listen; the address."""
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self.answer)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0, backlog=512).start()
        bound: tuple[str, int] = self.runner.addresses[0]
        return f"http://127.0.0.1:{bound[1]}/v1"

    def __enter__(self) -> Self:
        """Serve."""
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.address = asyncio.run_coroutine_threadsafe(self.start(), self.loop).result(10)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End."""
        asyncio.run_coroutine_threadsafe(self.runner.cleanup(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()
