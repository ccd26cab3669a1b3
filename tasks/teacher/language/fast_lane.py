"""The fast lane: an OpenAI-compatible address, spoken to directly; a quarter of what a client library costs."""

import os

import aiohttp
import orjson

from schemas.teacher import Prompt
from schemas.teacher_spec import TeacherSpec
from tasks.teacher.language.continuing import Continuation, Request, chat_request
from tasks.teacher.language.failures import Failure, Lost, Refused, Unsupported
from tasks.teacher.language.keys import key_of
from tasks.teacher.language.parameters import Parameters
from tasks.teacher.language.reply import Reply, read_body, read_error

KEEP_ALIVE_SECONDS = 60
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


class FastLane:
    """Asks one address for one model."""

    def __init__(self, spec: TeacherSpec) -> None:
        """Take address, model and key; nothing is sent yet.

        Raises:
            TeacherRefused: the key is not where the spec says.
        """
        self.address = spec.address.rstrip("/")
        self.continuation = Continuation(spec)
        self.model = spec.model.partition("/")[2]
        key = key_of(spec)
        self.headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self.session: aiohttp.ClientSession | None = None
        self.parameters = Parameters()

    def prepare(self) -> None:
        """Nothing: the first request opens the session."""

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
        if self.continuation.concerns(prompt):
            return await self.send(prompt, await self.continuation.request(prompt, self.send))
        return await self.send(prompt, chat_request(prompt))

    async def send(self, prompt: Prompt, request: Request) -> Reply:
        """One request to an endpoint."""
        endpoint, content = request
        sent = self.parameters.of(prompt) | {n: v for n, v in content.items() if n not in self.parameters.dropped}
        body = orjson.dumps({"model": self.model, **sent})
        try:
            async with self.opened().post(f"{self.address}/{endpoint}", data=body, allow_redirects=False) as response:
                answer = await response.read()
                status, headers = response.status, response.headers
        except (aiohttp.ClientError, OSError) as error:
            raise failure_behind(error) from error
        if status < 300:
            return read_body(answer, may_be_empty=prompt.continues)
        failure = read_error(status, answer, headers)
        if isinstance(failure, Refused) and self.parameters.drop_named(str(failure), sent):
            raise Unsupported(str(failure), status)
        raise failure


def failure_behind(error: Exception) -> Failure:
    """The failure that an exception of aiohttp stands for: a wrong address or certificate is wrong for good."""
    said = f"{type(error).__name__}: {error}"
    lasting = (aiohttp.InvalidURL, aiohttp.ClientConnectorCertificateError)
    return Refused(said) if isinstance(error, lasting) else Lost(said)
