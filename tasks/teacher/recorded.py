"""A teacher whose completions are kept as they arrive, and never asked for again."""

import threading
from collections.abc import Callable

from schemas.teacher import Completion, Prompt
from tasks.teacher.teacher import Teacher


class Recorded:
    """Answers from the record where it can; else asks the teacher and records before anyone uses the answer."""

    def __init__(
        self,
        teacher: Teacher,
        known: dict[str, Completion],
        keep: Callable[[Completion], None],
        slots: threading.Semaphore,
    ) -> None:
        """Wrap a teacher.

        Args:
            teacher: who is asked for what is not known.
            known: completions of earlier runs, by request hash.
            keep: writes a completion down; returns once it is safe.
            slots: as many as requests may be in flight.
        """
        self.teacher = teacher
        self.known = known
        self.keep = keep
        self.slots = slots

    @property
    def model(self) -> str:
        """Name of the teacher."""
        return self.teacher.model

    def complete(self, prompt: Prompt) -> Completion:
        """Answer from the record, or ask and record."""
        key = prompt.request_hash(self.teacher.model)
        if key not in self.known:
            with self.slots:
                completion = self.teacher.complete(prompt)
            self.keep(completion)
            self.known[key] = completion
        return self.known[key]
