"""The teacher's seam: one method, whoever answers."""

from typing import Protocol

from schemas.teacher import Completion, Prompt, Refusal


class TeacherError(RuntimeError):
    """A teacher could not be reached or gave no completion; the round may be tried again."""


class TeacherRefused(RuntimeError):
    """A teacher that can't be asked as the spec says: wrong key, model or address. A person must mend it."""


class Unanswerable(Exception):
    """One prompt gets no answer, whoever tries again, while others do; the candidate that needs it is rejected."""

    def __init__(self, reason: Refusal, detail: str, requests: int = 0) -> None:
        """Take the countable reason, why in words, and how many requests were made."""
        super().__init__(detail)
        self.reason = reason
        self.requests = requests


class Teacher(Protocol):
    """Anything that completes prompts."""

    @property
    def model(self) -> str:
        """Name that stands in every completion and in its request hash."""
        ...

    def complete(self, prompt: Prompt) -> Completion:
        """Answer one prompt.

        Raises:
            TeacherError: no completion could be had.
            TeacherRefused: nobody will ever answer as things stand.
            Unanswerable: this prompt alone gets none.
        """
        ...
