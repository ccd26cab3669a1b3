"""Asks the model of a run, whose answers are kept at once and never asked for again."""

import time
from collections.abc import Sequence

from schemas.benchmark_run import Seat
from schemas.benchmark_spec import BenchmarkSpec
from schemas.rollout import Answering
from schemas.teacher import Completion, Message, Prompt, Purpose
from tasks.call_book import CallBook
from tasks.lake.lake import Lake
from tasks.ledger import Ledger
from tasks.teacher.faculty import open_teacher
from tasks.teacher.record import Record
from tasks.teacher.recorded import Recorded
from tasks.teacher.teacher import Unanswerable


def open_model(spec: BenchmarkSpec, ledger: Ledger) -> Recorded:
    """The model of a run, with what is known of its answers in this run and in the lake."""
    record = Record(ledger.calls(), (Lake(spec.lake),))
    return Recorded(open_teacher(spec.model), record, CallBook(ledger.call_file).append)


class Conversation:
    """One answer in the making: what is asked, what comes back, and what it costs."""

    def __init__(self, model: Recorded, spec: BenchmarkSpec, seat: Seat) -> None:
        """Begin with nothing said."""
        self.model, self.spec, self.seat = model, spec, seat
        self.completions: list[Completion] = []
        self.started = time.monotonic()

    def ask(self, messages: Sequence[Message], template_hash: str = "") -> str:
        """Ask once.

        Raises:
            Unanswerable: this question has no answer.
        """
        prompt = Prompt(
            purpose=Purpose.answer,
            messages=tuple(messages),
            sampling=self.spec.model.sampling(self.spec.seed + self.seat.sample),
            sample=self.seat.sample,
            template_hash=template_hash,
            turn=-len(self.completions),
        )
        self.completions.append(self.model.complete(prompt))
        return self.completions[-1].text

    def ask_prompt(self, prompt: Prompt) -> str:
        """Ask what a prompt file was filled to."""
        return self.ask(prompt.messages, prompt.template_hash)

    def answering(self, completion: str, program: str | None, **more: object) -> Answering:
        """The answer that came of it, with what it cost."""
        return Answering.model_validate(
            {
                "completion": completion,
                "program": program,
                "calls": tuple(each.request_hash for each in self.completions),
                "prompt_tokens": sum(each.prompt_tokens for each in self.completions),
                "completion_tokens": sum(each.completion_tokens for each in self.completions),
                "cost_usd": sum(each.cost_usd for each in self.completions),
                "seconds": time.monotonic() - self.started,
                **more,
            }
        )

    def unanswered(self, said: str, error: Unanswerable) -> Answering:
        """What is left where the model gives no answer."""
        return self.answering(said, None, complaint=f"{error.reason.value}: {error}")
