"""A teacher whose completions are kept as they arrive, and never asked for again."""

import threading
from collections.abc import Callable
from typing import Protocol

from schemas.teacher import Completion, Prompt
from tasks.promised import Promised
from tasks.teacher.purse import Purse
from tasks.teacher.teacher import Teacher, Unanswerable


class Known(Protocol):
    """Completions by request hash."""

    def get(self, key: str, /) -> Completion | None:
        """The completion, or None."""
        ...

    def __setitem__(self, key: str, completion: Completion, /) -> None:
        """Remember one."""
        ...


class Recorded:
    """Answers from the record where it can; else asks the teacher and records before anyone uses the answer.

    That a prompt has no answer is recorded like an answer.
    """

    def __init__(
        self, teacher: Teacher, known: Known, keep: Callable[[Completion], None], purse: Purse | None = None
    ) -> None:
        """Wrap a teacher.

        Args:
            teacher: who is asked for what is not known.
            known: completions of earlier runs; grows.
            keep: writes a completion down; returns once it is safe.
            purse: pays for what is asked; None: it costs nothing.
        """
        self.teacher = teacher
        self.known = known
        self.keep = keep
        self.purse = purse
        self.asked: dict[str, Promised[Completion]] = {}
        self.lock = threading.Lock()

    @property
    def model(self) -> str:
        """Name of the teacher."""
        return self.teacher.model

    def complete(self, prompt: Prompt) -> Completion:
        """Answer from the record, or ask and record; of several that ask the same at once, one asks.

        Raises:
            Unanswerable: this prompt has no answer; its reason says why.
        """
        key = prompt.request_hash(self.teacher.model)
        completion = self.recall(key, prompt)
        if completion.refusal:
            raise Unanswerable(completion.refusal, completion.text)
        return completion

    def recall(self, key: str, prompt: Prompt) -> Completion:
        """The completion or refusal that is known, or is being asked for, or is asked for now."""
        with self.lock:
            if (completion := self.known.get(key)) is not None:
                return completion
            answer = self.asked.get(key)
            first = answer is None
            if answer is None:
                answer = self.asked[key] = Promised()
        if first:
            self.answer(key, prompt, answer)
        return answer.take()

    def answer(self, key: str, prompt: Prompt, answer: Promised[Completion]) -> None:
        """Ask, keep, and tell all that wait; a failure is theirs too, and nothing of it is remembered."""
        try:
            completion = self.settled(key, prompt)
        except BaseException as error:
            with self.lock:
                del self.asked[key]
            answer.fail(error)
            return
        with self.lock:
            self.known[key] = completion
            del self.asked[key]
        answer.give(completion)

    def settled(self, key: str, prompt: Prompt) -> Completion:
        """Ask and keep."""
        completion = self.bought(key, prompt)
        self.keep(completion)
        return completion

    def bought(self, key: str, prompt: Prompt) -> Completion:
        """Ask, if there is money; a prompt without an answer gives a refusal."""
        try:
            if self.purse is None:
                return self.teacher.complete(prompt)
            with self.purse.paying(prompt.purpose) as paid:
                return paid(self.teacher.complete(prompt))
        except Unanswerable as error:
            return refused(key, self.model, prompt, error)


def refused(key: str, model: str, prompt: Prompt, error: Unanswerable) -> Completion:
    """A refusal as it is kept."""
    return Completion(
        request_hash=key,
        model=model,
        purpose=prompt.purpose,
        text=str(error),
        finish_reason=error.reason.value,
        requests=error.requests,
    )
