"""A language model as a teacher: asked until it answers, within limits, and given up with a reason.

- 429: asked again when the provider says, or with growing pauses; no try is counted, the slot is free meanwhile.
- 5xx, connections lost, hangs, answers that are none: asked again with growing pauses, `tries` times at most. Then, if
  others got answers between its last two failures, or the model itself answered with nothing, this prompt has none
  (`no_answer`); else the provider is down: `TeacherError`.
- filter, context overflow: this prompt has no answer, and is not asked again.
- a parameter that the model does not take: asked again without it, and so are all others.
- wrong key, model, address, parameters, no quota: `TeacherRefused`, for a person to mend.
"""

import asyncio
import logging
import random
import time
from typing import Protocol

from schemas.teacher import Completion, Prompt, Refusal
from schemas.teacher_spec import TeacherSpec
from tasks.teacher.language.failures import (
    Failure,
    Filtered,
    Hung,
    RateLimited,
    Refused,
    Silent,
    TooLong,
    Unsupported,
)
from tasks.teacher.language.fast_lane import FastLane
from tasks.teacher.language.gate import Gate, Pace
from tasks.teacher.language.keys import scrub
from tasks.teacher.language.litellm_lane import LitellmLane
from tasks.teacher.language.loop import wait_for
from tasks.teacher.language.patience import Patience
from tasks.teacher.language.prices import price_of
from tasks.teacher.language.reply import Reply
from tasks.teacher.teacher import TeacherError, TeacherRefused, Unanswerable

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 20.0
"""Seconds before the second request, doubled for each more, and at most; with jitter."""
MOST_REFUSED_SECONDS = 1800.0
"""How long one prompt meets nothing but 429 before it is given up."""
CHARACTERS_A_TOKEN = 4
LATER = 1.05
"""How much later than asked some come back after a 429, at most: all at once would be refused again."""
REMEDIES = {
    401: "the key is wrong or missing: set the environment variable that holds it, or name it as the teacher's `key`",
    403: "the key may not use this model: take another key or another model",
    404: "the model or the address does not exist: look at the teacher's `model` and `address`",
    402: "the account has no credit left: add some, or take another key",
    429: "the account has no quota left: add credit, or take another key",
}
log = logging.getLogger(__name__)


class Lane(Protocol):
    """A way to a model: one request, one reply or one failure."""

    def prepare(self) -> None:
        """What takes time before the first request, in the caller's thread."""
        ...

    async def ask(self, prompt: Prompt) -> Reply:
        """Ask once."""
        ...

    async def close(self) -> None:
        """Let connections go."""
        ...


class LanguageTeacher:
    """Any model that litellm reaches, or that an OpenAI-compatible address serves."""

    def __init__(self, spec: TeacherSpec) -> None:
        """Take model, address and limits; nothing is sent yet.

        Raises:
            TeacherRefused: the key is not where the spec says.
        """
        self.spec = spec
        self.lane: Lane = FastLane(spec) if spec.address else LitellmLane(spec)
        self.gate = Gate(spec.concurrency)
        self.patience = Patience(spec.deadline_seconds)
        self.requests, self.tokens = Pace(spec.requests_per_minute), Pace(spec.tokens_per_minute)
        self.price = price_of(spec)
        self.last_answer = 0.0
        if self.price is None:
            log.warning(
                "the price of %s is not known, so its cost counts as 0: give prompt_usd and completion_usd", spec.model
            )

    @property
    def model(self) -> str:
        """Name of the model, as litellm has it."""
        return self.spec.model

    def complete(self, prompt: Prompt) -> Completion:
        """Answer a prompt; waits in the caller's thread."""
        self.lane.prepare()
        return wait_for(Asking(self, prompt).answer())

    def close(self) -> None:
        """Let connections go; the next prompt opens them again."""
        wait_for(self.lane.close())


class Asking:
    """One prompt on its way to an answer."""

    def __init__(self, teacher: LanguageTeacher, prompt: Prompt) -> None:
        """Begin with nothing sent."""
        self.teacher, self.prompt = teacher, prompt
        self.sent = self.failed = self.refused = self.cuts = 0
        self.failed_at = self.failed_before = self.refused_since = 0.0

    async def answer(self) -> Completion:
        """Ask until there is an answer, or a reason to stop."""
        while True:
            try:
                return await self.ask_once()
            except Unsupported:
                continue
            except (Filtered, TooLong) as failure:
                said = scrub(f"{self.teacher.model}: {failure}")
                raise Unanswerable(Refusal(failure.name), said, self.sent) from None
            except Refused as failure:
                raise TeacherRefused(self.refusal(failure)) from None
            except Failure as failure:
                await asyncio.sleep(self.pause_after(failure))

    async def ask_once(self) -> Completion:
        """One request, in a slot of its own and at the pace that is allowed."""
        gate, guessed = self.teacher.gate, guessed_tokens(self.prompt)
        await gate.take(self.prompt.turn, again=self.sent > 0)
        try:
            await self.teacher.requests.take()
            await self.teacher.tokens.take(guessed)
            reply, seconds = await self.send()
        finally:
            gate.release()
        self.teacher.tokens.settle(guessed, reply.prompt_tokens + reply.completion_tokens)
        return self.completion(reply, seconds)

    async def send(self) -> tuple[Reply, float]:
        """One request and the seconds it took; what becomes of it is learnt from."""
        teacher, purpose, started = self.teacher, self.prompt.purpose, time.monotonic()
        self.sent += 1
        self.failed_at = self.failed_at or started
        try:
            async with teacher.patience.waiting(purpose, self.cuts):
                reply = await teacher.lane.ask(self.prompt)
        except RateLimited as failure:
            teacher.gate.saw_refusal(started, failure.after)
            raise
        teacher.last_answer = time.monotonic()
        teacher.gate.saw_answer(started)
        teacher.patience.saw(purpose, teacher.last_answer - started)
        return reply, teacher.last_answer - started

    def completion(self, reply: Reply, seconds: float) -> Completion:
        """The answer with what it cost; tokens that nobody counts are guessed, or no budget would hold."""
        price = self.teacher.price
        asked = reply.prompt_tokens or round(characters(self.prompt) / CHARACTERS_A_TOKEN)
        answered = reply.completion_tokens or round(len(reply.text) / CHARACTERS_A_TOKEN)
        return Completion(
            request_hash=self.prompt.request_hash(self.teacher.model),
            model=self.teacher.model,
            purpose=self.prompt.purpose,
            text=reply.text,
            finish_reason=reply.finish_reason,
            prompt_tokens=asked,
            completion_tokens=answered,
            cost_usd=price.cost(asked, answered) if price else 0.0,
            latency_seconds=seconds,
            requests=self.sent,
        )

    def pause_after(self, failure: Failure) -> float:
        """Seconds to wait before the next request: as the provider asks, else longer each time; a hang was wait enough.

        Raises:
            Unanswerable: others get answers, and this prompt does not.
            TeacherError: nobody does.
        """
        self.failed_before, self.failed_at = self.failed_at, time.monotonic()
        self.cuts += isinstance(failure, Hung)
        if isinstance(failure, RateLimited):
            self.refused += 1
            self.refused_since = self.refused_since or self.failed_at
            pause = FIRST_PAUSE if failure.after is not None else growing_pause(self.refused)
            patient = self.failed_at - self.refused_since < MOST_REFUSED_SECONDS
        else:
            self.failed += 1
            pause = 0.0 if isinstance(failure, Hung) else growing_pause(self.failed)
            patient = self.failed < self.teacher.spec.tries
        if patient:
            return max(pause, (failure.after or 0.0) * random.uniform(1.0, LATER))
        raise self.given_up(failure) from None

    def given_up(self, failure: Failure) -> Unanswerable | TeacherError:
        """Whose fault it is that there is no answer: this prompt's, or the provider's."""
        said = scrub(f"{self.teacher.model} gave no answer to {self.sent} requests; the last failed: {failure}")
        if isinstance(failure, Silent) or self.teacher.last_answer > self.failed_before:
            return Unanswerable(Refusal.no_answer, said, self.sent)
        where = f" at {self.teacher.spec.address}" if self.teacher.spec.address else ""
        return TeacherError(f"{said}. Look whether it is up{where}; what was answered is kept")

    def refusal(self, failure: Refused) -> str:
        """What a person is told to mend."""
        spec, status = self.teacher.spec, failure.status
        where = f" at {spec.address}" if spec.address else ""
        remedy = REMEDIES.get(status, "look at the teacher's `model`, `address` and limits")
        coded = f" (HTTP {status})" if status else ""
        return scrub(f"{spec.model}{where} refuses {self.prompt.purpose.value}{coded}: {failure}. {remedy}")


def growing_pause(times: int) -> float:
    """Seconds before another try: doubled each time, with jitter."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (times - 1)) * random.uniform(0.7, 1.3)


def guessed_tokens(prompt: Prompt) -> float:
    """Tokens of a request and its answer, before either is counted."""
    return characters(prompt) / CHARACTERS_A_TOKEN + prompt.sampling.max_tokens / 4


def characters(prompt: Prompt) -> int:
    """How long a request is."""
    return sum(len(message.content) for message in prompt.messages)
