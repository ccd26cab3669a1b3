"""The teacher's seam: one method, whoever answers."""

from typing import Protocol

from schemas.teacher import Completion, Prompt


class TeacherError(RuntimeError):
    """A teacher could not be reached or gave no completion; the round may be tried again."""


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
        """
        ...
