"""A language model as a teacher."""
# pyright: reportMissingTypeStubs=false

import os
import time
from typing import Any

from schemas.teacher import Completion, Prompt
from schemas.teacher_spec import TeacherSpec
from tasks.teacher.teacher import TeacherError


class LanguageTeacher:
    """Any model that litellm reaches."""

    def __init__(self, spec: TeacherSpec) -> None:
        """Take model, address and limits."""
        self.spec = spec

    @property
    def model(self) -> str:
        """Name of the model, as litellm has it."""
        return self.spec.model

    def complete(self, prompt: Prompt) -> Completion:
        """Answer a prompt."""
        import litellm

        started = time.perf_counter()
        try:
            answer: Any = litellm.completion(  # pyright: ignore[reportUnknownMemberType]
                model=self.spec.model,
                messages=[message.model_dump() for message in prompt.messages],
                api_base=self.spec.address or None,
                api_key=os.environ.get(self.spec.key) if self.spec.key else None,
                temperature=prompt.sampling.temperature,
                top_p=prompt.sampling.top_p,
                max_tokens=prompt.sampling.max_tokens,
                timeout=self.spec.deadline_seconds,
                num_retries=0,
            )
        except Exception as error:
            raise TeacherError(f"{self.spec.model}: {error}") from error
        choice = answer.choices[0]
        return Completion(
            request_hash=prompt.request_hash(self.model),
            model=self.model,
            purpose=prompt.purpose,
            text=choice.message.content or "",
            finish_reason=choice.finish_reason or "stop",
            prompt_tokens=answer.usage.prompt_tokens,
            completion_tokens=answer.usage.completion_tokens,
            latency_seconds=time.perf_counter() - started,
        )
