"""What a teacher is asked and what it answers."""

from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import Field

from schemas.frozen import Frozen, content_hash


class Purpose(StrEnum):
    """Why a teacher is asked."""

    mutate = "mutate"
    """Write the child problem from its parents."""
    formulate = "formulate"
    """Write the child's formulation and program."""
    repair_statement = "repair_statement"
    """Write the child problem again, with the description checker's words."""
    repair_solution = "repair_solution"
    """Write formulation and program again, with the errors of the solution's checkers."""
    program = "program"
    """Write a second program for the problem, given its words alone."""
    answer = "answer"
    """Answer a benchmark's question; no round asks for it."""
    reason = "reason"
    """Write a trajectory, or go on with one; likewise."""
    intervene = "intervene"
    """Find the first flaw of a trajectory, and write a hint in its place; likewise."""
    classify = "classify"
    """Name the flaws of a finished trajectory; likewise."""
    judge_description = "judge_description"
    """Say whether the words are complete: an objective, and a value for every parameter."""
    judge_alignment = "judge_alignment"
    """Say whether formulation and program answer this problem and no other."""
    judge_program = "judge_program"
    """Say whether the program builds what the formulation states."""
    judge_variables = "judge_variables"
    """Say whether kinds and bounds of the decision variables are right."""
    judge_constraints = "judge_constraints"
    """Say whether the constraints are complete and right."""
    describe = "describe"
    """Tell in plain words what a program decides, wants and demands, given the program alone."""
    judge_back_translation = "judge_back_translation"
    """Say whether that description and the problem's words tell the same problem."""


OF_TRAJECTORIES = (Purpose.reason, Purpose.intervene, Purpose.classify)
OF_ROUNDS = tuple(purpose for purpose in Purpose if purpose not in (Purpose.answer, *OF_TRAJECTORIES))
"""Purposes that a round of evolution has."""
JUDGES = tuple(purpose for purpose in Purpose if purpose.startswith("judge_"))
BACK_TRANSLATION = (Purpose.describe, Purpose.judge_back_translation)
"""What a back-translation takes, in its order."""
REPAIRS = (Purpose.repair_statement, Purpose.repair_solution)


class Refusal(StrEnum):
    """Why a prompt has no answer; stands in a completion's finish reason, and as a candidate's reason of rejection."""

    content_filter = "content_filter"
    """The provider's filter refuses."""
    context_overflow = "context_overflow"
    """Prompt and answer are longer than the model can take."""
    no_answer = "no_answer"
    """The provider gave nothing usable, while it answered others."""
    budget_exhausted = "budget_exhausted"
    """The budget was used up."""


LASTING = (Refusal.content_filter, Refusal.context_overflow)
"""Refusals that another try would meet again."""


class Message(Frozen):
    """One message of a conversation."""

    role: str
    content: str


class Sampling(Frozen):
    """Parameters of a completion."""

    temperature: float = Field(default=0.0, ge=0)
    top_p: float = Field(default=1.0, gt=0, le=1)
    max_tokens: int = Field(default=4096, ge=1)
    seed: int = 0


class Prompt(Frozen):
    """One request to a teacher."""

    purpose: Purpose
    messages: tuple[Message, ...]
    """Rendered; what a language model reads."""
    variables: dict[str, Any] = Field(default_factory=dict)
    """What the messages were rendered from, JSON-like; the procedural teacher reads these."""
    sampling: Sampling = Sampling()
    sample: int = 0
    """Which of several answers to the same request: a repeated question is a new sample."""
    template_hash: str = ""
    """Content hash of the prompt file."""
    turn: int = 0
    """Of prompts that wait for a slot, those of a lower turn go first; decides nothing else."""
    continues: bool = False
    """Whether the last message is the beginning of the answer, to be gone on with where it breaks off."""
    stop: tuple[str, ...] = ()
    """Words before which an answer ends."""

    def request_hash(self, model: str) -> str:
        """Key of the completion: model, messages, sampling parameters and sample index, and how it goes on and ends."""
        ways = tuple(self.sampling.model_dump().items())
        asked = (model, self.messages, ways, self.sample, self.continues, self.stop)
        if asked not in self.hashes:
            messages = [message.model_dump() for message in self.messages]
            more = [self.continues, self.stop] if self.continues or self.stop else []
            self.hashes[asked] = content_hash([model, messages, dict(ways), self.sample, *more], digits=32)
        return self.hashes[asked]

    @cached_property
    def hashes(self) -> dict[tuple[Any, ...], str]:
        """Keys that have been worked out, by what they are keys of: copies of a prompt share them."""
        return {}


class Completion(Frozen):
    """One answer of a teacher."""

    request_hash: str
    model: str
    purpose: Purpose
    text: str
    """Of a refusal, what was said."""
    finish_reason: str = "stop"
    """What the provider says, or a refusal."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    latency_seconds: float = 0.0
    requests: int = 1
    """Requests that it took, failed ones included; 0: it is of an earlier round's record, or the embedded teacher's."""

    @property
    def refusal(self) -> Refusal | None:
        """Why there is no answer; None: there is one."""
        return Refusal(self.finish_reason) if self.finish_reason in tuple(Refusal) else None
