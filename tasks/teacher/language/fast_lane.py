"""The fast lane: an OpenAI-compatible address, spoken to directly; a quarter of what a client library costs."""

import os
import re
from typing import Any

import aiohttp
import orjson

from schemas.teacher import Prompt, Sampling
from schemas.teacher_spec import TeacherSpec
from tasks.teacher.language.failures import Lost, Refused
from tasks.teacher.language.keys import key_of
from tasks.teacher.language.reply import Reply, read_body, read_error

KEEP_ALIVE_SECONDS = 60
OTHER_NAMES = {"max_tokens": "max_completion_tokens"}
"""What newer models call a parameter."""
OPTIONAL = ("seed", "temperature", "top_p", "max_tokens")
UNSUPPORTED = re.compile(r"unsupported|not support|unrecognized|unknown|extra|not permitted|invalid", re.IGNORECASE)
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


class FastLane:
    """Asks one address for one model."""

    def __init__(self, spec: TeacherSpec) -> None:
        """Take address, model and key; nothing is sent yet.

        Raises:
            TeacherRefused: the key is not where the spec says.
        """
        self.url = f"{spec.address.rstrip('/')}/chat/completions"
        self.model = spec.model.partition("/")[2]
        key = key_of(spec)
        self.headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self.session: aiohttp.ClientSession | None = None
        self.dropped: set[str] = set()

    def opened(self) -> aiohttp.ClientSession:
        """The session, opened on the event loop by the first request."""
        if self.session is None:
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEEP_ALIVE_SECONDS)
            behind_proxy = any(os.environ.get(name) for name in PROXIES)
            self.session = aiohttp.ClientSession(
                connector=connector,
                headers=self.headers,
                timeout=aiohttp.ClientTimeout(total=None),
                trust_env=behind_proxy,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self.session

    async def close(self) -> None:
        """Let the connections go."""
        if self.session is not None:
            await self.session.close()
            self.session = None

    async def ask(self, prompt: Prompt) -> Reply:
        """One request.

        Raises:
            Failure: no usable answer; its class says what it deserves.
        """
        body = orjson.dumps(self.request(prompt))
        try:
            async with self.opened().post(self.url, data=body) as response:
                answer = await response.read()
                status, headers = response.status, response.headers
        except (aiohttp.ClientError, OSError) as error:
            raise Lost(f"{type(error).__name__}: {error}") from error
        if status == 200:
            return read_body(answer)
        failure = read_error(status, answer, headers)
        if isinstance(failure, Refused) and self.drop_named(str(failure)):
            return await self.ask(prompt)
        raise failure

    def request(self, prompt: Prompt) -> dict[str, Any]:
        """The body of a request."""
        parameters = parameters_of(prompt.sampling, prompt.sample)
        messages = [{"role": message.role, "content": message.content} for message in prompt.messages]
        kept = {OTHER_NAMES.get(n, n) if n in self.dropped else n: value for n, value in parameters.items()}
        kept = {name: value for name, value in kept.items() if name not in self.dropped}
        return {"model": self.model, "messages": messages, **kept}

    def drop_named(self, said: str) -> bool:
        """Leave out a parameter that the provider refuses by name from now on; whether there was one."""
        if not UNSUPPORTED.search(said):
            return False
        named = next((n for n in OPTIONAL if n not in self.dropped and re.search(rf"\b{n}\b", said)), None)
        if named:
            self.dropped.add(named)
        return named is not None


def parameters_of(sampling: Sampling, sample: int) -> dict[str, Any]:
    """Sampling parameters as providers name them; each sample has a seed of its own."""
    return {
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "max_tokens": sampling.max_tokens,
        "seed": (sampling.seed + 7919 * sample) % 2**31,
    }
