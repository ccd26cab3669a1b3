"""Rewards over HTTP, for trainers whose machine or image can't run programs.

The trainer's image has no container engine and no solver, must not be trusted with either, and has several processes,
all of which want one pool of solvers: so the flow that starts the trainer opens this service beside it, and hands its
address and a token over in a file of the training's folder. It listens on loopback unless the spec says otherwise.

- `POST /rewards`: completions in, a `RewardedBatch` out.
- `POST /outputs`: blocks of code in, what they print out.
- `POST /questions`: numbers in, procedural questions out.

A sandbox that stays broken is answered by 503: then the trainer ends, and the flow's next try goes on from its last
checkpoint.
"""

import json
import logging
import secrets
from collections.abc import Callable, Generator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

from pydantic import TypeAdapter, ValidationError

from schemas.policy_question import PolicyQuestion
from schemas.reward import Completed, Output, RewardSpec
from schemas.reward_address import RewardAddress
from tasks.reward.court import Court
from tasks.reward.earnings import keep
from tasks.sandbox.errors import SandboxError
from tasks.trainer import folder

LONGEST_BYTES = 256 * 2**20
"""Of a request; a batch of long completions has some ten MiB."""
BATCH = TypeAdapter(tuple[Completed, ...])
BLOCKS = TypeAdapter(tuple[tuple[PolicyQuestion, str], ...])
OUTPUTS = TypeAdapter(list[Output])
NUMBERS = TypeAdapter(tuple[int, ...])
QUESTIONS = TypeAdapter(list[PolicyQuestion])
Ask = Callable[[int], PolicyQuestion]
"""The question of a number."""
logger = logging.getLogger(__name__)


class Answers(ThreadingHTTPServer):
    """A server of rewards."""

    daemon_threads = True

    def __init__(self, court: Court, ask: Ask, host: str, kept: Path) -> None:
        """Listen on a free port; what is earned is kept in a file."""
        super().__init__((host, 0), Handler)
        self.court, self.ask, self.kept = court, ask, kept
        self.token = secrets.token_urlsafe(32)

    def answer(self, path: str, body: bytes) -> bytes:
        """What a request gets.

        Raises:
            KeyError: there is no such path.
            ValidationError: the body is not what the path takes.
            SandboxError: the sandbox stayed broken.
        """
        return self.PATHS[path](self, body)

    def rewards(self, body: bytes) -> bytes:
        """Settle a batch, and keep what each answer earned."""
        batch = BATCH.validate_json(body)
        settled = self.court.settle(batch)
        keep(self.kept, batch, settled.rewarded)
        return settled.model_dump_json().encode()

    def outputs(self, body: bytes) -> bytes:
        """Run blocks."""
        return OUTPUTS.dump_json(self.court.run(BLOCKS.validate_json(body)))

    def questions(self, body: bytes) -> bytes:
        """Give questions."""
        return QUESTIONS.dump_json([self.ask(number) for number in NUMBERS.validate_json(body)])

    PATHS: ClassVar[dict[str, Callable[["Answers", bytes], bytes]]] = {
        "/rewards": rewards,
        "/outputs": outputs,
        "/questions": questions,
    }


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Answers  # pyright: ignore[reportIncompatibleVariableOverride] - it is the one that makes it
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer whoever has the token."""
        length = int(self.headers.get("Content-Length", 0))
        told = self.headers.get("Authorization", "")
        if length > LONGEST_BYTES or not secrets.compare_digest(told, f"Bearer {self.server.token}"):
            self.close_connection = True
            self.say(HTTPStatus.FORBIDDEN, b"no or another token, or too long")
            return
        body = self.rfile.read(length)
        try:
            self.say(HTTPStatus.OK, self.server.answer(self.path, body))
        except KeyError:
            self.say(HTTPStatus.NOT_FOUND, b"no such path")
        except ValidationError as error:
            self.say(HTTPStatus.BAD_REQUEST, str(error).encode())
        except SandboxError as error:
            self.say(HTTPStatus.SERVICE_UNAVAILABLE, str(error).encode())
        except (CancelledError, ConnectionError):
            self.close_connection = True  # the trainer has gone, or the court was closed: nobody waits for an answer

    def say(self, status: HTTPStatus, body: bytes) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are no news."""
        logger.debug(format, *args)


@contextmanager
def served(spec: RewardSpec, ask: Ask, output: Path) -> Generator[RewardAddress]:
    """Serve rewards while the block runs, and leave the address in the training's folder.

    Args:
        spec: of the reward.
        ask: gives procedural questions.
        output: the training's folder.
    """
    with Court(spec) as court, Answers(court, ask, spec.host, output / folder.EARNINGS) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="rewards", daemon=True)
        thread.start()
        port = server.server_address[1]
        address = RewardAddress(url=f"http://{spec.host}:{port}", token=server.token)
        write_address(output / folder.REWARDS, address)
        try:
            yield address
        finally:
            (output / folder.REWARDS).unlink(missing_ok=True)
            server.shutdown()
            thread.join()


def write_address(path: Path, address: RewardAddress) -> None:
    """Leave an address for this user's eyes alone: whoever has the token may run programs in the sandbox."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(address.model_dump()), encoding="utf-8")
