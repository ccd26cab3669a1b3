"""The HTTP side: an OpenAI-compatible server with latencies, faults and counts."""

import asyncio
import base64
import hashlib
import json
import math
import re
import resource
import struct
import time
import zlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

from aiohttp import web

from tests.model_server.faults import EARLY, FAULTS, choice, draw_fault
from tests.model_server.mind import Mind
from tests.model_server.settings import Settings

Answer = Callable[[list[dict[str, str]], str], str]
"""Takes the messages and the hash of the request's body; gives the completion."""
ECHO = "# Verdict\npassed\n"
MOST_BYTES = 16 * 2**20


class ModelServer:
    """One server's state."""

    def __init__(self, settings: Settings, answer: Answer, mind: Mind) -> None:
        """Take what it is like, who answers, and who knows what was planted."""
        self.settings = settings
        self.answer = answer
        self.mind = mind
        self.thinker = ThreadPoolExecutor(1)
        self.cache: dict[str, str] = {}
        self.reset()

    def reset(self) -> None:
        """Forget all counts, not what was thought."""
        self.counts: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.askers: dict[str, asyncio.Transport | None] = {}
        self.settled: set[str] = set()
        self.flying = self.most_flying = 0
        self.first = self.last = 0.0

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """`/v1/chat/completions`."""
        started = time.monotonic()
        self.first = self.first or started
        self.flying += 1
        self.most_flying = max(self.most_flying, self.flying)
        try:
            return await self.respond(request, await request.read(), started)
        finally:
            self.flying -= 1

    async def respond(self, request: web.Request, body: bytes, started: float) -> web.StreamResponse:
        """One answer or one fault, not before its time."""
        key = hashlib.blake2b(body, digest_size=16).hexdigest()
        times = self.seen[key]
        self.seen[key] += 1
        self.counts["requests"] += 1
        self.counts["asked_again"] += self.answered[key] > 0
        self.counts["settled_asked_again"] += key in self.settled
        fault = draw_fault(self.settings, key, times)
        if fault in EARLY:
            self.counts[f"fault {fault}"] += 1
            return await FAULTS[fault](request, self.settings, {"id": key})
        content = json.loads(body)
        text = await self.think(messages_of(content, self.settings), key)
        await asyncio.sleep(max(0.0, self.wanted_latency(key, times) - (time.monotonic() - started)))
        answer = completion(content, cut_at_stop(text, content), key)
        if fault:
            self.counts[f"fault {fault}"] += 1
            return await FAULTS[fault](request, self.settings, answer)
        self.answered[key] += 1
        self.askers[key] = request.transport
        self.counts["answers"] += 1
        self.last = time.monotonic()
        return web.Response(body=json.dumps(answer).encode(), content_type="application/json")

    async def embed(self, request: web.Request) -> web.StreamResponse:
        """`/v1/embeddings`: words in common make texts alike."""
        body = await request.read()
        key = hashlib.blake2b(body, digest_size=16).hexdigest()
        self.counts["embedding_requests"] += 1
        fault = draw_fault(self.settings, key, self.seen[key])
        self.seen[key] += 1
        if fault in EARLY:
            return await FAULTS[fault](request, self.settings, {"id": key})
        content = json.loads(body)
        self.counts["embedded"] += len(content["input"])
        kind = content.get("encoding_format", "float")
        data = [
            {"object": "embedding", "index": n, "embedding": vector(t, kind)} for n, t in enumerate(content["input"])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return web.json_response({"object": "list", "model": content["model"], "data": data[::-1], "usage": usage})

    async def think(self, messages: list[dict[str, str]], key: str) -> str:
        """The text of an answer, thought once for each request."""
        if self.settings.answers == "echo":
            return ECHO
        if key not in self.cache:
            loop = asyncio.get_running_loop()
            self.cache[key] = await loop.run_in_executor(self.thinker, self.answer, messages, key)
        return self.cache[key]

    def wanted_latency(self, key: str, times: int) -> float:
        """Seconds that this answer takes."""
        spread = self.settings.jitter
        drawn = math.exp(Random(f"{key}/{times}").gauss(0, spread)) if spread else 1.0
        return self.settings.latency_seconds * drawn

    async def models(self, request: web.Request) -> web.Response:
        """`/v1/models`."""
        return web.json_response({"object": "list", "data": [{"id": "mill", "object": "model"}]})

    async def stats(self, request: web.Request) -> web.Response:
        """`/admin/stats`: counts since the last reset, and the processor seconds of this process."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        told: dict[str, Any] = dict(self.counts) | {
            "most_in_flight": self.most_flying,
            "in_flight": self.flying,
            "cpu_seconds": used.ru_utime + used.ru_stime,
            "span_seconds": self.last - self.first if self.last else 0.0,
        }
        return web.json_response(told)

    async def settle(self, request: web.Request) -> web.Response:
        """`/admin/settle`: what was answered to whoever is still there counts as received from now on."""
        self.settled |= {key for key, asker in self.askers.items() if asker and not asker.is_closing()}
        return await self.stats(request)

    async def forget(self, request: web.Request) -> web.Response:
        """`/admin/reset`; with `?latency=0.2` answers take so long from then on."""
        self.reset()
        latency = float(request.query.get("latency", self.settings.latency_seconds))
        self.settings = self.settings.model_copy(update={"latency_seconds": latency})
        return web.json_response({})

    async def change_faults(self, request: web.Request) -> web.Response:
        """`/admin/faults`: the shares of faults from then on, as JSON; nothing is forgotten."""
        self.settings = self.settings.model_copy(update={"faults": await request.json()})
        return web.json_response({})

    async def planted(self, request: web.Request) -> web.Response:
        """`/admin/plants`: what was planted in which answer."""
        return web.json_response(self.mind.plants())

    async def learn(self, request: web.Request) -> web.Response:
        """`/admin/learn`: solutions that somebody else wrote, as JSON rows of statement, program and kind of error."""
        self.mind.learn(await request.json())
        return web.json_response({})

    def app(self) -> web.Application:
        """The routes."""
        made = web.Application(client_max_size=MOST_BYTES)
        made.router.add_post("/v1/chat/completions", self.complete)
        if "completions" in self.settings.continuing:
            made.router.add_post("/v1/completions", self.complete)
        made.router.add_post("/v1/embeddings", self.embed)
        made.router.add_get("/v1/models", self.models)
        made.router.add_get("/admin/stats", self.stats)
        made.router.add_post("/admin/settle", self.settle)
        made.router.add_post("/admin/reset", self.forget)
        made.router.add_post("/admin/faults", self.change_faults)
        made.router.add_get("/admin/plants", self.planted)
        made.router.add_post("/admin/learn", self.learn)
        return made


def vector(text: str, kind: str) -> list[float] | str:
    """A text as numbers, one for each place that its words fall into; `base64` of them where that is asked for."""
    counts = [0.1] * 64
    for word in re.findall(r"[a-z]+", text.lower()):
        counts[zlib.crc32(word.encode()) % 64] += 1.0
    return base64.b64encode(struct.pack("<64f", *counts)).decode() if kind == "base64" else counts


def messages_of(content: dict[str, Any], settings: Settings) -> list[dict[str, str]]:
    """The messages of a request; those of a text stand in ChatML, and without it are one question."""
    if "prompt" not in content:
        messages: list[dict[str, str]] = content["messages"]
        begun = messages[-1]["role"] == "assistant"
        return messages[:-1] if begun and "prefix" not in settings.continuing else messages
    turns = re.findall(r"<\|im_start\|>(\w+)\n(.*?)(?:<\|im_end\|>\n|\Z)", content["prompt"], re.DOTALL)
    return [{"role": role, "content": told} for role, told in turns] or [{"role": "user", "content": content["prompt"]}]


def cut_at_stop(text: str, content: dict[str, Any]) -> str:
    """A text up to the first of the words that it is to end before."""
    ends = [at for word in content.get("stop", ()) if (at := text.find(word)) >= 0]
    return text[: min(ends)] if ends else text


def completion(content: dict[str, Any], text: str, key: str) -> dict[str, object]:
    """An answer as OpenAI-compatible servers give it."""
    asked = content["prompt"] if "prompt" in content else "".join(m["content"] for m in content["messages"])
    prompt = len(asked) // 4
    written = len(text) // 4
    told = {"index": 0, "text": text, "finish_reason": "stop"} if "prompt" in content else choice(text, "stop")
    usage = {"prompt_tokens": prompt, "completion_tokens": written, "total_tokens": prompt + written}
    return {
        "id": f"chatcmpl-{key}",
        "object": "chat.completion",
        "created": 0,
        "model": content.get("model", ""),
        "choices": [told],
        "usage": usage,
    }
