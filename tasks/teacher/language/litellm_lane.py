"""The wide lane: every provider that litellm reaches; it starts slowly and costs five times the fast lane's."""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import logging
import os
from typing import Any

from schemas.teacher import Prompt
from schemas.teacher_spec import Continuing, TeacherSpec
from tasks.teacher.language.continuing import chat_request
from tasks.teacher.language.failures import (
    Failure,
    Filtered,
    Hung,
    Lost,
    Malformed,
    Refused,
    TooLong,
    Unsupported,
    failure_of,
)
from tasks.teacher.language.keys import key_of
from tasks.teacher.language.parameters import Parameters
from tasks.teacher.language.reply import Reply, read_content, seconds_to_wait
from tasks.teacher.teacher import TeacherRefused

CONNECTIONS = "1024"
"""As many as a teacher may have in flight; litellm would let fewer reach one host, and the others wait unseen."""
KINDS: dict[str, type[Failure]] = {
    "Timeout": Hung,
    "APIConnectionError": Lost,
    "ContextWindowExceededError": TooLong,
    "ContentPolicyViolationError": Filtered,
    "APIResponseValidationError": Malformed,
}
"""Exceptions of litellm that say more than their status; by name, so that nothing is imported before it is needed."""


class LitellmLane:
    """Asks whoever serves a model, by litellm."""

    def __init__(self, spec: TeacherSpec) -> None:
        """Take the model; litellm is imported by the first request, unless a key is missing.

        Raises:
            TeacherRefused: the key is not where the spec says.
        """
        self.spec = spec
        self.key = key_of(spec) if spec.key else None
        self.parameters = Parameters()

    def prepare(self) -> None:
        """Import litellm, in the thread that wants an answer: it takes seconds, in which the loop must go on."""
        quiet_litellm()

    async def ask(self, prompt: Prompt) -> Reply:
        """One request; raises a Failure where there is no usable answer."""
        sent = self.parameters.of(prompt)
        if prompt.continues:
            self.refuse_without_prefix()
        content = chat_request(prompt)[1]
        try:
            answer: Any = await quiet_litellm().acompletion(
                model=self.spec.model,
                messages=content["messages"],
                api_base=self.spec.address or None,
                api_key=self.key,
                timeout=self.spec.deadline_seconds,
                num_retries=0,
                max_retries=0,
                drop_params=True,
                **sent,
            )
        except Exception as error:
            failure = failure_behind(error)
            if isinstance(failure, Refused) and self.parameters.drop_named(str(failure), sent):
                raise Unsupported(str(failure), failure.status) from None
            raise failure from None
        return read_content(answer.model_dump(), may_be_empty=prompt.continues)

    def refuse_without_prefix(self) -> None:
        """Raise where the provider does not go on from the beginning of an answer, as far as litellm knows."""
        if self.spec.continuing is Continuing.prefix or quiet_litellm().utils.supports_assistant_prefill(
            self.spec.model
        ):
            return
        raise TeacherRefused(
            f"{self.spec.model} does not go on from a cut text, which trajectories need, as far as litellm knows; "
            "choose a model that takes an assistant prefix (if this one does, continuing = 'prefix'), or give the "
            "address of a server such as vLLM's"
        )

    async def close(self) -> None:
        """Nothing: litellm keeps its connections for the whole process."""


def quiet_litellm() -> Any:
    """Litellm without network at import, prints, logs and telemetry."""
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    os.environ.setdefault("AIOHTTP_CONNECTOR_LIMIT", CONNECTIONS)
    os.environ.setdefault("AIOHTTP_CONNECTOR_LIMIT_PER_HOST", CONNECTIONS)
    import litellm

    litellm.suppress_debug_info = True
    logging.getLogger("LiteLLM").setLevel(logging.CRITICAL)
    return litellm


def failure_behind(error: Exception) -> Failure:
    """The failure that an exception of litellm stands for."""
    said = str(getattr(error, "message", "") or error)
    for kind in type(error).__mro__:
        if kind.__name__ in KINDS:
            return KINDS[kind.__name__](said)
    status: Any = getattr(error, "status_code", None)
    if not isinstance(status, int):
        return Lost(f"{type(error).__name__}: {said}")
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    return failure_of(status, said, seconds_to_wait(headers))
