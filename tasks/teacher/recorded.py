"""A teacher whose completions are kept as they arrive, and never asked for again."""

import threading
from collections.abc import Callable, MutableMapping
from concurrent.futures import Future

from schemas.teacher import Completion, Prompt
from tasks.teacher.teacher import Teacher


class Recorded:
    """Answers from the record where it can; else asks the teacher and records before anyone uses the answer."""

    def __init__(
        self, teacher: Teacher, known: MutableMapping[str, Completion], keep: Callable[[Completion], None]
    ) -> None:
        """Wrap a teacher.

        Args:
            teacher: who is asked for what is not known.
            known: completions of earlier runs, by request hash; grows.
            keep: writes a completion down; returns once it is safe.
        """
        self.teacher = teacher
        self.known = known
        self.keep = keep
        self.asked: dict[str, Future[Completion]] = {}
        self.lock = threading.Lock()

    @property
    def model(self) -> str:
        """Name of the teacher."""
        return self.teacher.model

    def complete(self, prompt: Prompt) -> Completion:
        """Answer from the record, or ask and record; of several that ask the same at once, one asks."""
        key = prompt.request_hash(self.teacher.model)
        with self.lock:
            if key in self.known:
                return self.known[key]
            answer = self.asked.get(key)
            first = answer is None
            if answer is None:
                answer = self.asked[key] = Future()
        if first:
            self.answer(key, prompt, answer)
        return answer.result()

    def answer(self, key: str, prompt: Prompt, answer: "Future[Completion]") -> None:
        """Ask, keep, and tell all that wait; a failure is theirs too, and nothing of it is remembered."""
        try:
            completion = self.teacher.complete(prompt)
            self.keep(completion)
        except BaseException as error:
            with self.lock:
                del self.asked[key]
            answer.set_exception(error)
            return
        with self.lock:
            self.known[key] = completion
            del self.asked[key]
        answer.set_result(completion)
