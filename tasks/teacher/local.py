"""A small model on this machine, by the transformers library: for a processor, or one GPU, without a server.

It answers in a process of the trainer's environment, so that this one needs no torch; questions that wait are answered
together. Whoever needs more starts a vLLM server.
"""

import hashlib
import time
from functools import cached_property
from pathlib import Path

from schemas.teacher import Completion, Prompt, Refusal
from tasks.launching.answering import AnsweringEnded, AnsweringRefused, answering_process
from tasks.teacher.teacher import TeacherError, TeacherRefused, Unanswerable


class LocalTeacher:
    """A causal language model from a folder or from the Hub, an adapter of one included."""

    def __init__(self, name: str) -> None:
        """Name the model, `hf/FOLDER` or `hf/OWNER/NAME`; it is read by the first question."""
        self.name = name
        self.place = name.partition("/")[2]

    @property
    def model(self) -> str:
        """Its name and, of a folder, a hash of what lies there: another training in the same place is another model."""
        return self.named

    @cached_property
    def named(self) -> str:
        """The name, made once."""
        files = sorted(path for path in Path(self.place).glob("*") if path.is_file())
        digest = hashlib.sha256()
        for path in files:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return f"{self.name}@{digest.hexdigest()[:12]}" if files else self.name

    def complete(self, prompt: Prompt) -> Completion:
        """Answer one prompt, together with others that wait.

        Raises:
            TeacherError: the process ended.
            TeacherRefused: the model can't be read.
            Unanswerable: the prompt leaves no room for an answer.
        """
        started = time.monotonic()
        sampling = prompt.sampling.model_dump()
        messages = [message.model_dump() for message in prompt.messages]
        question = {"messages": messages, "continues": prompt.continues, "stop": list(prompt.stop), **sampling}
        try:
            answer = answering_process(self.place).ask(question)
        except AnsweringEnded as error:
            raise TeacherError(f"{self.name} gave no answer: {error}") from error
        except AnsweringRefused as error:
            raise TeacherRefused(f"{self.name} can't be asked: {error}") from error
        if "overflow" in answer:
            raise Unanswerable(Refusal.context_overflow, f"{self.name} {answer['overflow']}", 0)
        return Completion(
            request_hash=prompt.request_hash(self.model),
            model=self.model,
            purpose=prompt.purpose,
            text=answer["text"],
            prompt_tokens=answer["prompt_tokens"],
            completion_tokens=answer["completion_tokens"],
            latency_seconds=time.monotonic() - started,
        )
