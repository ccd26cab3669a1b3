"""Nobody: stands in for every teacher of a replay, in which all answers come from a lake's record."""

from schemas.teacher import Completion, Prompt
from tasks.teacher.teacher import TeacherRefused


class Nobody:
    """A teacher that is never asked."""

    def __init__(self, model: str, lake: str) -> None:
        """Take whose name stands in the record, and which lake holds it."""
        self.model = model
        self.lake = lake

    def complete(self, prompt: Prompt) -> Completion:
        """Say what the record lacks."""
        raise TeacherRefused(
            f"{self.lake} holds no answer of {self.model} to this {prompt.purpose.value} "
            f"({prompt.request_hash(self.model)}), and in a replay nobody is asked: replay with the spec, the seeds "
            "and the version that the lake was made with, or leave the replay out to ask the teacher"
        )
